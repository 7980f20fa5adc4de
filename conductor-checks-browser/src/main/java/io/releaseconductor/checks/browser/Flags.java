package io.releaseconductor.checks.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the browser is started with: without a window, without anything of its own on the network, and with nothing left behind. */
final class Flags {

    private static final List<String> ALWAYS = List.of(
            "--headless",
            "--remote-debugging-pipe",
            "--no-startup-window",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-pings",
            "--no-service-autorun",
            "--disable-background-networking",
            "--disable-breakpad",
            "--disable-client-side-phishing-detection",
            "--disable-component-extensions-with-background-pages",
            "--disable-component-update",
            "--disable-crash-reporter",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-extensions",
            "--disable-features=CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions,MediaRouter,"
                    + "OptimizationHints,Translate",
            "--disable-field-trial-config",
            "--disable-gpu",
            "--disable-search-engine-choice-screen",
            "--disable-sync",
            // what containers have of /dev/shm is too little, and the folder of the look is as good
            "--disable-dev-shm-usage",
            "--metrics-recording-only",
            "--mute-audio",
            "--password-store=basic",
            "--use-mock-keychain",
            "--window-size=1280,800");

    private Flags() {}

    static List<String> of(Path profile, boolean noSandbox) {
        List<String> flags = new ArrayList<>(ALWAYS);
        flags.add("--user-data-dir=" + profile);
        if (noSandbox) {
            flags.add("--no-sandbox");
        }
        return flags;
    }
}
