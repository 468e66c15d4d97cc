package io.breaker.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.web.server.LocalServerPort;

import static io.breaker.shop.Browser.soon;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard of the running shop, in a real browser.
 */
@Tag("browser")
class DashboardPageTests extends OpenShop {

	private static final String INVENTORY = ".tile:has(a[href='#breaker=inventory'])";

	private static final List<String> HOSTILE = List.of("<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
			"a&b=c#d?e%20f+g", "${files}{{7*7}}", "javascript:alert(1)", "__proto__", "\u202Eevil", "n".repeat(200),
			"<!--", "'-alert(1)-'");

	private static Browser browser;

	private String page;

	@AfterAll
	static void endBrowser() throws IOException {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void open(@LocalServerPort int port) throws IOException {
		// Here, so that each test says that it is skipped where there is no browser.
		browser = (browser != null) ? browser : Browser.start();
		this.page = "http://127.0.0.1:" + port + "/actuator/breakerdashboard";
		this.breakers.all().forEach((breaker) -> breaker.dropOverride(Intervention.by("test")));
		browser.resize(1280, 900);
		browser.prefer("light");
		look("");
	}

	@AfterEach
	void consoleIsQuiet() {
		if (browser != null) {
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private void look(String hash) {
		browser.open(this.page + hash);
		soon().until(() -> browser.text("#live").startsWith("Live"));
	}

	private static void awaitText(String css, String... parts) {
		soon().untilAsserted(() -> assertThat(browser.text(css)).contains(parts));
	}

	@Test
	void backendBreaksAndRecovers() {
		run("curl -d rate=5 -d for=2m localhost:8080/shop/customers");
		run("curl -d fault=refuse -d for=2m localhost:8081/faults/inventory");

		awaitText(INVENTORY + " .state", "OPEN");
		awaitText(INVENTORY + " .now", "next trial in ");
		awaitText(INVENTORY + " .reason", "ResourceAccessException");
		assertThat(browser.text(".tile:first-child .name")).isEqualTo("inventory");
		awaitText("#filters button:nth-child(2)", "Open 1");
		awaitText("#spoken", "inventory is OPEN");
		soon().until(() -> browser.count(INVENTORY + " .strip .is-OPEN") > 0);
		browser.picture("broken");

		run("curl -d fault=heal localhost:8081/faults/all");

		awaitText(INVENTORY + " .state", "CLOSED");
		awaitText(INVENTORY + " .reason", "last opened at ");
		awaitText(INVENTORY + " .now", "all calls pass");
	}

	@Test
	void operatorForcesOpenAndReleases() {
		look("#breaker=inventory");
		browser.press("Force open");
		assertThat(browser.text("#dialog-what")).contains("Every call is rejected",
				"InventoryClient.stock(String) get the answer of its fallback");
		browser.type("#for", "5m");
		browser.type("#reason", "<b>stock</b> taking");
		browser.press("Force open inventory");

		awaitText("#detail .mode", "FORCED OPEN");
		awaitText("#detail .summary .now", "all calls are rejected, ", " left");
		awaitText(".said", "force-open by anonymous: mode ENFORCE → FORCED OPEN");
		awaitText(".events", "mode ENFORCE → FORCED OPEN", "by anonymous: <b>stock</b> taking");
		assertThat(this.breakers.breaker("inventory").mode()).isEqualTo(BreakerMode.FORCED_OPEN);
		assertThat(ask("stock")).isNotEqualTo("LIVE");

		browser.press("Enforce");
		assertThat(browser.text("#dialog-what")).contains("What anonymous set (FORCED OPEN) is dropped");
		browser.press("Enforce inventory");

		soon().until(() -> !browser.shows("#detail .mode"));
		assertThat(this.breakers.breaker("inventory").mode()).isEqualTo(BreakerMode.ENFORCE);
	}

	@Test
	void callersWithoutAFallbackAreNamedBeforeItHurts() {
		look("#breaker=payments");
		browser.press("Force open");

		assertThat(browser.text("#dialog-what")).contains("PaymentClient", "CallRejectedException", "503");
		browser.escape();
		soon().until(() -> !browser.shows("dialog"));
		assertThat(this.breakers.breaker("payments").mode()).isEqualTo(BreakerMode.ENFORCE);
		assertThat(browser.text("#detail .title")).isEqualTo("payments");
	}

	@Test
	void tuningChangesTheSentence() {
		look("#breaker=inventory");
		awaitText(".sentence", "more than 40% of the calls");
		browser.click("[aria-label='Tune failure-rate']");
		browser.type("#value", "25%");
		browser.type("#reason", "a try");
		browser.press("Tune failure-rate");

		awaitText(".sentence", "more than 25% of the calls");
		awaitText(".settings", "25%", "actuator: anonymous · a try · until ", "then 40%");
		awaitText(".said", "failure-rate: 40% → 25%");

		browser.click("[aria-label='Drop failure-rate']");
		browser.press("Drop failure-rate");
		awaitText(".sentence", "more than 40% of the calls");
	}

	@Test
	void whatIsRefusedIsShownAsItIs() {
		look("#breaker=inventory");
		browser.click("[aria-label='Tune failure-rate']");
		browser.type("#value", "400%");
		browser.press("Tune failure-rate");
		awaitText("#refusal", "400: 'failure-rate' must be a percentage", "but was 400%");
		browser.press("Leave it as it is");

		look("#breaker=inventroy");
		awaitText("#note", "404: 'name' must name a circuit breaker", "did you mean 'inventory'?");
		assertThat(this.breakers.find("inventroy")).isEmpty();

		// The page would ask, and complain, again.
		browser.open("about:blank");
		assertThat(browser.complaints()).isNotEmpty()
			.allMatch((complaint) -> complaint.contains("status of 400") || complaint.contains("status of 404"));
	}

	@Test
	void whatIsNamedLikeCodeStaysText() throws Exception {
		List<Breaker> hostile = HOSTILE.stream().map(this.breakers::breaker).toList();
		try {
			breakDown(hostile);
			hostile.forEach((breaker) -> breaker.overrideMode(BreakerMode.OBSERVE,
					Intervention.by(breaker.name()).because(breaker.name())));
			look("");
			soon().until(() -> names().containsAll(HOSTILE));
			assertNothingIsMarkup();
			for (String name : HOSTILE) {
				browser.run(
						"[...document.querySelectorAll('.name')].find((each) => each.textContent === arguments[0]).click()",
						name);
				soon().until(
						() -> browser.run("return document.querySelector('#detail .title')?.textContent").equals(name));
				awaitText(".incidents", "trap.<img src=x onerror=alert(1)>");
				awaitText(".events", "mode ENFORCE → OBSERVE");
				browser.press("Reset");
				assertThat(browser.run("return document.getElementById('dialog-title').textContent"))
					.isEqualTo("Reset: " + name);
				assertThat(browser.run("return document.title")).isEqualTo(name + " · Circuit breakers");
				assertNothingIsMarkup();
				browser.press("Leave it as it is");
				browser.run("location.hash = ''");
				soon().until(() -> browser.shows("#list"));
			}
		}
		finally {
			browser.open("about:blank");
			HOSTILE.forEach(this.breakers::remove);
		}
	}

	private static void assertNothingIsMarkup() {
		assertThat(browser.count("main img, main svg[onload], main script, dialog img")).isZero();
	}

	@SuppressWarnings("unchecked")
	private static List<String> names() {
		return (List<String>) browser
			.run("return [...document.querySelectorAll('.name')].map((each) => each.textContent)");
	}

	/**
	 * Opens breakers on failures whose class is named like an attack.
	 */
	private static void breakDown(List<Breaker> breakers) throws Exception {
		Exception failure = new ByteBuddy().with(TypeValidation.DISABLED)
			.subclass(Exception.class)
			.name("trap.<img src=x onerror=alert(1)>")
			.make()
			.load(DashboardPageTests.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
			.getLoaded()
			.getConstructor()
			.newInstance();
		soon().until(() -> {
			breakers.forEach((each) -> each.tryAcquire().ifPresent((permit) -> permit.failure(failure)));
			return breakers.stream().allMatch((each) -> each.snapshot().openings() > 0);
		});
	}

	@Test
	void keyboardIsEnough() {
		soon().until(() -> browser.count(".tile") > 5);
		browser.key("/");
		assertThat(focused()).isEqualTo("wanted");
		browser.key("invent");
		soon().until(() -> browser.count(".tile") == 1);
		assertThat(browser.run("return location.hash")).isEqualTo("#q=invent");
		browser.key(Keys.chord(Keys.CONTROL, "a") + Keys.DELETE);
		soon().until(() -> browser.count(".tile") > 5);
		browser.run("document.querySelector('.tile .name').focus()");
		String first = browser.text(".tile:first-child .name");
		browser.key(Keys.ARROW_RIGHT);
		assertThat(browser.run("return document.activeElement.textContent")).isNotEqualTo(first);
		browser.key(Keys.ENTER);
		soon().until(() -> focused().equals("detail-name"));
		browser.escape();
		soon().until(() -> browser.shows("#list"));
		soon().until(() -> browser.run("return document.activeElement.className").equals("name"));
	}

	private static Object focused() {
		return browser.run("return document.activeElement.id");
	}

	@Test
	void filtersChooseByState() {
		this.breakers.breaker("prices").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
		look("#state=open");
		soon().until(() -> names().equals(List.of("prices")));
		browser.press("Half open 0");
		soon().until(() -> browser.text("#none").equals("No breaker fits."));
		assertThat(browser.run("return location.hash")).isEqualTo("#state=half-open");
	}

	@Test
	void staleDataAreCalledStaleAndComeBackByThemselves() {
		browser.offline(true);
		awaitText("#stale", "what is shown may be wrong", "The last answer is ");
		assertThat(browser.text("#live")).isEqualTo("Stale");
		browser.picture("stale");
		browser.offline(false);
		soon().until(() -> browser.text("#live").startsWith("Live"));
		assertThat(browser.shows("#stale")).isFalse();
		assertThat(browser.complaints()).allMatch((complaint) -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void nothingIsAskedWhileNobodyLooks() {
		soon().until(() -> asked() > 2);
		turn(true);
		long underWay = asked() + 1;
		soon().during(Duration.ofSeconds(4)).until(() -> asked() <= underWay);

		long before = asked();
		turn(false);
		soon().until(() -> asked() > before + 1);
	}

	private static void turn(boolean away) {
		browser.run("Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });"
				+ "document.dispatchEvent(new Event('visibilitychange'));", away);
	}

	private static long asked() {
		return (Long) browser.run(
				"return performance.getEntriesByType('resource').filter((each) => each.name.endsWith('/breakers')).length");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void everybodyCanUseIt(String scheme) {
		run("curl -d rate=20 -d for=2m localhost:8080/shop/customers");
		run("curl -d fault=refuse -d for=2m localhost:8081/faults/inventory");
		this.breakers.breaker("prices").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
		this.breakers.breaker("shipping").overrideMode(BreakerMode.DISABLED, Intervention.by("test"));
		browser.prefer(scheme);
		for (int width : List.of(390, 1280, 2560)) {
			browser.resize(width, 1000);
			look("");
			awaitText(INVENTORY + " .state", "OPEN");
			assertThat(browser.faults()).isEmpty();
			assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
			browser.picture("list-" + scheme + "-" + width);
			look("#breaker=inventory");
			awaitText(".events", "OPEN");
			assertThat(browser.faults()).isEmpty();
			assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
			browser.picture("detail-" + scheme + "-" + width);
		}
		browser.press("Force open");
		assertThat(browser.faults()).isEmpty();
		browser.picture("dialog-" + scheme);
	}

	@Test
	void hundredsOfBreakersAreShown() {
		List<String> many = IntStream.range(0, 500).mapToObj((i) -> "many-" + i).toList();
		many.forEach((name) -> this.breakers.breaker(name));
		try {
			look("");
			soon().until(() -> browser.count(".tile") >= 500);
			browser.run("window.scrollTo(0, document.body.scrollHeight)");
			soon().untilAsserted(() -> assertThat(browser.text(".tile:last-child .now")).isEqualTo("all calls pass"));
		}
		finally {
			many.forEach(this.breakers::remove);
		}
		soon().until(() -> browser.count(".tile") < 50);
	}

}
