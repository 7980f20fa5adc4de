/**
 * No JavaScript errors: loads the frontend's page in headless Chromium, as its visitors do, and reports what its scripts get wrong.
 *
 * <p>The browser is spoken to in its own DevTools protocol over a pair of pipes: no driver that has to fit the browser's version, no port
 * that others on the machine could connect to, and a browser that ends by itself when this process does. Selenium brings 27 jars with 21 MB and
 * asks for chromedriver, Playwright brings 202 MB, and both would be used for a dozen of commands.
 */
@NullMarked
package io.releaseconductor.checks.browser;

import org.jspecify.annotations.NullMarked;
