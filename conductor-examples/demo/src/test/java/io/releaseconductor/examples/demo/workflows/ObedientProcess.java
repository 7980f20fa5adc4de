package io.releaseconductor.examples.demo.workflows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A run that does what it is told on its standard input: it begins, and ends with an exit value. */
public final class ObedientProcess {

    static final String BEGIN = "begin";

    private ObedientProcess() {}

    public static void main(String[] args) throws IOException {
        RunProcess run = RunProcess.begin(new RunFiles(Path.of(args[0]))).orElseThrow();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.equals(BEGIN)) {
                run.at("step 1 of 1: Obey");
            } else {
                if (order.equals("0")) {
                    run.succeeded();
                } else {
                    run.failed("told to");
                }
                System.exit(Integer.parseInt(order));
            }
        }
    }
}
