package io.breaker.shop;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real Chromium without a window, driven by what Debian packages as
 * {@code chromium-driver}. Nothing is downloaded: both programs must be on the path.
 */
final class Browser implements AutoCloseable {

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path chromium, Path chromedriver) throws IOException {
		this.profile = Files.createTempDirectory("breaker-chromium");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--no-proxy-server", "--user-data-dir=" + this.profile);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build(), options);
		this.driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(20));
		this.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
		resize(1280, 900);
	}

	/**
	 * Starts a browser, or skips the test and says how to get one.
	 */
	static Browser start() throws IOException {
		return new Browser(require("chromium"), require("chromedriver"));
	}

	private static Path require(String program) {
		Optional<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst();
		String missing = ("the program '%s' is not on the PATH. On Debian 'apt-get install chromium chromium-driver'"
				+ " brings it, and '.ci/run' installs it when it runs as root")
			.formatted(program);
		if ("required".equals(System.getenv("BREAKER_PROGRAMS"))) {
			assertThat(path).as(missing).isPresent();
		}
		assumeThat(path).as("SKIPPED: " + missing).isPresent();
		return path.orElseThrow();
	}

	void open(String address) {
		this.driver.get("about:blank");
		this.driver.get(address);
	}

	void resize(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
	}

	/**
	 * Takes the colours that somebody prefers.
	 * @param scheme {@code dark} or {@code light}
	 */
	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Takes the network away, or gives it back.
	 */
	void offline(boolean offline) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/**
	 * Runs a script in the page.
	 * @return what it returns
	 */
	Object run(String script, Object... arguments) {
		return Objects.requireNonNullElse(this.driver.executeScript(script, arguments), "");
	}

	/**
	 * Returns what people read in the first element that fits, or nothing.
	 */
	String text(String css) {
		return run("const found = document.querySelector(arguments[0]); return found ? found.innerText.trim() : ''",
				css)
			.toString();
	}

	boolean shows(String css) {
		return (Boolean) run(
				"const found = document.querySelector(arguments[0]); return !!found && found.checkVisibility()", css);
	}

	long count(String css) {
		return (Long) run("return document.querySelectorAll(arguments[0]).length", css);
	}

	void click(String css) {
		soon().until(() -> shows(css));
		find(css).click();
	}

	/**
	 * Clicks the button that reads so.
	 */
	void press(String label) {
		WebElement button = this.driver.findElements(By.tagName("button"))
			.stream()
			.filter((each) -> each.isDisplayed() && each.getText().equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No button reads " + label));
		button.click();
	}

	void type(String css, String text) {
		WebElement field = find(css);
		field.clear();
		field.sendKeys(text);
	}

	void key(CharSequence key) {
		this.driver.switchTo().activeElement().sendKeys(key);
	}

	void escape() {
		key(Keys.ESCAPE);
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	/**
	 * Returns what the console of the browser complained about since the last time.
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map((entry) -> entry.getMessage())
			.toList();
	}

	/**
	 * Returns the serious faults that axe finds: rule, and where.
	 */
	@SuppressWarnings("unchecked")
	List<String> faults() {
		try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
			run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (List<String>) Objects.requireNonNull(this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run().then((found) => done(found.violations
							.filter((each) => each.impact === 'serious' || each.impact === 'critical')
							.flatMap((each) => each.nodes.map((node) => each.id + ': ' + node.html + ' ' + node.failureSummary))));
						"""));
	}

	/**
	 * Keeps a picture of the page in {@code target/dashboard}.
	 */
	void picture(String name) {
		try {
			Path folder = Files.createDirectories(Path.of("target", "dashboard"));
			Files.write(folder.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ConditionFactory soon() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(100));
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
