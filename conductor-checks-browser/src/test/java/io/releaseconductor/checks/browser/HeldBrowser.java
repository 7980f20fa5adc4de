package io.releaseconductor.checks.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that starts a browser and holds it until it is ended itself. */
final class HeldBrowser {

    private HeldBrowser() {}

    /** The arguments are the folder for the browser's, and the file that is made once the browser answers. */
    public static void main(String[] args) throws Exception {
        Path binary = BrowserBinary.find(null, BrowserBinary.path());
        BrowserProcess browser = BrowserProcess.start(binary, Looks.isRoot(), Path.of(args[0]));
        DevTools tools = new DevTools(browser, event -> {}, () -> {});
        tools.listen();
        tools.ask(DevTools.BROWSER, "Browser.getVersion", DevTools.params(), Deadline.in(Duration.ofMinutes(1)));
        System.out.write('!');
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
