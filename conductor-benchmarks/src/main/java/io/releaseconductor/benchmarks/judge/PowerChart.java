package io.releaseconductor.benchmarks.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws how many canaries are rolled back within 30 minutes, by how bad they are. */
final class PowerChart {

    private PowerChart() {}

    static void write(Path file, double[] rates, Map<String, double[]> curves) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYSeriesCollection all = new XYSeriesCollection();
        curves.forEach((name, shares) -> {
            XYSeries series = new XYSeries(name);
            for (int i = 0; i < rates.length; i++) {
                series.add(100 * rates[i], 100 * shares[i]);
            }
            all.addSeries(series);
        });
        JFreeChart chart = ChartFactory.createXYLineChart(
                "Rolled back within 30 minutes: stable 5 % at 9 requests a second, canary at 1",
                "errors of the canary in %", "rolled back in %", all);
        ChartUtils.saveChartAsPNG(file.toFile(), chart, 900, 560);
    }
}
