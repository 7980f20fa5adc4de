package io.releaseconductor.benchmarks.judge;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws how many canaries are rolled back within 30 minutes, by how bad they are. */
final class PowerChart {

    /** Told apart by people with any kind of colour vision (Okabe and Ito, 2008), and by their dashes in print. */
    private static final Color[] COLOURS = {
        new Color(0x000000),
        new Color(0xE69F00),
        new Color(0xD55E00),
        new Color(0x0072B2),
        new Color(0x56B4E9),
        new Color(0x009E73),
        new Color(0xCC79A7)
    };

    private static final float[][] DASHES = {{1, 0}, {9, 4}, {2, 3}, {9, 4}, {2, 3}, {9, 4}, {2, 3}};

    private PowerChart() {}

    /** @param curves the shares at the rates, by name; the first one stands out */
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
                "Rolled back within 30 minutes", "errors of the canary in %", "rolled back in %", all);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        chart.addSubtitle(new TextTitle("stable side 5 % at 9 requests a second, canary at 1"));
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.getRangeAxis().setRange(0, 101);
        plot.getDomainAxis().setRange(100 * rates[0], 100 * rates[rates.length - 1]);
        for (int series = 0; series < curves.size(); series++) {
            int look = series % COLOURS.length;
            float width = series == 0 ? 3.5f : 2;
            plot.getRenderer().setSeriesPaint(series, COLOURS[look]);
            plot.getRenderer()
                    .setSeriesStroke(
                            series,
                            new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES[look], 0));
        }
        ChartUtils.saveChartAsPNG(file.toFile(), chart, 900, 560);
    }
}
