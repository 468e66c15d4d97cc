package io.breaker.spring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerState;
import io.breaker.event.StateChanged;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerEventsAutoConfiguration;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says of the log and of events.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class EventsDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "metrics.md");

	private final ManualTime time = new ManualTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerEventsAutoConfiguration.class))
		.withPropertyValues("breaker.defaults.open-for=900ms", "breaker.defaults.open-jitter=0%")
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm);

	@Test
	void linesOfTheLogAreThoseOfTheDocument(CapturedOutput output) throws IOException {
		List<String> lines = Files.readString(PAGE)
			.lines()
			.filter((line) -> line.startsWith("Circuit breaker 'inventory' "))
			.toList();
		assertThat(lines).hasSize(2);

		this.runner.run((context) -> breakDownAndRecover(context.getBean(BreakerRegistry.class).breaker("inventory")));

		assertThat(output.getOut().lines()).anyMatch((line) -> line.contains("WARN") && line.endsWith(lines.get(0)))
			.anyMatch((line) -> line.contains("INFO") && line.endsWith(lines.get(1)));
	}

	/**
	 * Fifteen calls fail, customers are turned away, the first trial fails, the second
	 * does not.
	 */
	private void breakDownAndRecover(Breaker breaker) {
		for (int i = 0; i < 15; i++) {
			this.time.advance(Duration.ofMillis(100));
			fail(breaker);
		}
		for (int i = 0; i < 20; i++) {
			fail(breaker);
		}
		this.time.advance(Duration.ofSeconds(1));
		fail(breaker);
		for (int i = 0; i < 42; i++) {
			fail(breaker);
		}
		this.time.advance(Duration.ofMillis(1_900));
		breaker.run(() -> {
		});
		this.time.advance(Duration.ofSeconds(1));
	}

	private static void fail(Breaker breaker) {
		String answer = breaker.call(() -> {
			throw new ResourceAccessException("refused");
		}, (failure) -> "unknown");
		assertThat(answer).isEqualTo("unknown");
	}

	@Test
	void listenerHearsThatABreakerOpened() {
		this.runner.withBean(Pager.class).withBean(Listener.class).run((context) -> {
			BreakerStates.open(context.getBean(BreakerRegistry.class).breaker("inventory"));

			assertThat(context.getBean(Pager.class).calls).containsExactly("inventory is open: an operator");
		});
	}

	/**
	 * Wakes somebody up.
	 */
	static class Pager {

		final List<String> calls = new ArrayList<>();

		void call(String text) {
			this.calls.add(text);
		}

	}

	/**
	 * The listener of the document.
	 */
	static class Listener {

		private final Pager pager;

		Listener(Pager pager) {
			this.pager = pager;
		}

		// snippet: listener
		@EventListener
		void moved(StateChanged event) {
			if (event.to() == BreakerState.OPEN) {
				this.pager.call(event.breaker() + " is open: " + event.evidence().describe());
			}
		}
		// end

	}

}
