package io.releaseconductor.examples.demo.workflows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A run that does what it is told on its standard input: it begins, and ends with an exit value. Needs the JDK only. */
public final class ObedientProcess {

    static final String BEGIN = "begin";

    private ObedientProcess() {}

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.equals(BEGIN)) {
                System.out.println("step 1 of 1: Obey");
            } else {
                System.exit(Integer.parseInt(order));
            }
        }
    }
}
