package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What the page about plain Java says, executed.
 */
class PlainJavaTests {

	private final List<String> log = new ArrayList<>();

	private void log(String line) {
		this.log.add(line);
	}

	@Test
	void callWithAnAnswerInItsPlace() throws IOException {
		Shop client = new Shop();

		// snippet: plain-first
		BreakerRegistry registry = BreakerRegistry.create();
		Breaker breaker = registry.breaker("inventory");

		String stock = breaker.call(() -> client.stock("sku-1"), (failure) -> "unknown");
		// end

		assertThat(stock).isEqualTo("unknown");
		assertThat(breaker).hasCounted(Outcome.FAILURE, 1);
	}

	@Test
	void permitIsSettledByTheCaller() {
		Breaker breaker = BreakerRegistry.create().breaker("orders");

		assertThatIOException().isThrownBy(() -> send(breaker, new Shop()));

		assertThat(breaker).hasCounted(Outcome.FAILURE, 1);
	}

	private static void send(Breaker breaker, Shop connection) throws IOException {
		// snippet: plain-permit
		Permit permit = breaker.acquire();
		try {
			connection.send("order 1");
			permit.success();
		}
		catch (IOException ex) {
			permit.failure(ex);
			throw ex;
		}
		// end
	}

	@Test
	void settingsHaveTheNamesOfTheKeys() {
		// snippet: plain-settings
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((settings) -> settings.openFor(Duration.ofSeconds(2)))
			.template("remote", (settings) -> settings.slowCall(Duration.ofMillis(800)))
			.instance("inventory", (settings) -> settings.template("remote").failureRate(40))
			.instance("partner-*", (settings) -> settings.template("remote"))
			.build();

		BreakerRegistry registry = BreakerRegistry.builder().configuration(configuration).build();
		// end

		assertThat(registry.breaker("inventory").settings().text(Settings.FAILURE_RATE)).isEqualTo("40%");
		assertThat(registry.breaker("partner-a").settings().text(Settings.SLOW_CALL)).isEqualTo("800ms");
	}

	@Test
	void listenerHearsOfEachMove() {
		BreakerRegistry registry = BreakerRegistry.create();
		// snippet: plain-listen
		registry.addListener(new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				if (event instanceof StateChanged moved) {
					log(moved.breaker() + " moved from " + moved.from() + " to " + moved.to());
				}
			}
		});
		// end

		registry.breaker("inventory").moveTo(BreakerState.OPEN, Intervention.by("test"));

		assertThat(this.log).containsExactly("inventory moved from CLOSED to OPEN");
	}

	/**
	 * A callee that does not answer.
	 */
	private static final class Shop {

		String stock(String sku) throws IOException {
			throw new IOException("broken");
		}

		void send(String order) throws IOException {
			throw new IOException("broken");
		}

	}

}
