package io.breaker;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;

import io.breaker.config.Intervention;
import io.breaker.event.Incident;
import io.breaker.event.IncidentEnded;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The record of what happened while a breaker was not closed.
 */
class IncidentTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(3).openJitter(0));

	@Test
	void thereIsNoneWhileAllIsWell() {
		this.test.succeed(10);

		assertThat(this.test.breaker.incidents()).isEmpty();
	}

	@Test
	void tellsWhatOpenedTheBreaker() {
		openWithTwoCauses();

		Incident incident = this.test.breaker.incidents().get(0);

		assertThat(incident.openedBy().trigger()).isEqualTo(Trigger.CONSECUTIVE_FAILURES);
		assertThat(incident.causes())
			.containsExactlyInAnyOrderEntriesOf(Map.of("java.io.IOException", 1, "java.net.ConnectException", 2));
		assertThat(incident.sampleMessage()).isEqualTo("refused");
		assertThat(incident.firstFailure()).isEqualTo(this.test.time.now().minus(SECOND));
		assertThat(incident.lastFailure()).isEqualTo(this.test.time.now());
		assertThat(incident.ended()).isNull();
	}

	@Test
	void countsWhatCallersGotWhileItLasted() {
		openWithTwoCauses();
		this.test.breaker.call(() -> "never", (ex) -> "fallback");
		this.test.breaker.tryAcquire();
		this.test.time.advance(SECOND);

		Incident incident = this.test.breaker.incidents().get(0);

		assertThat(incident.rejected()).isEqualTo(2);
		assertThat(incident.fallbacks()).isOne();
		assertThat(incident.duration()).isEqualTo(SECOND);
	}

	@Test
	void countsNothingOfAnEarlierIncident() {
		openWithTwoCauses();
		this.test.breaker.call(() -> "never", (ex) -> "fallback");
		this.test.time.advance(SECOND);
		this.test.succeed();
		this.test.time.advance(SECOND);
		assertThat(this.test.breaker).isClosed();

		openWithTwoCauses();
		this.test.breaker.tryAcquire();
		this.test.breaker.call(() -> "never", (ex) -> "fallback");

		Incident second = this.test.breaker.incidents().get(0);
		assertThat(this.test.breaker.incidents()).hasSize(2);
		assertThat(second.rejected()).isEqualTo(2);
		assertThat(second.fallbacks()).isOne();
	}

	@Test
	void spansReopeningsUntilTheBreakerIsClosed() {
		openWithTwoCauses();
		this.test.time.advance(SECOND);
		this.test.fail();
		this.test.time.advance(SECOND.multipliedBy(2));
		this.test.succeed();
		this.test.time.advance(SECOND);

		assertThat(this.test.breaker).isClosed();
		assertThat(this.test.breaker.incidents()).singleElement().satisfies((incident) -> {
			assertThat(incident.openings()).isEqualTo(2);
			assertThat(incident.trialsFailed()).isOne();
			assertThat(incident.trialsSucceeded()).isOne();
			assertThat(incident.duration()).isEqualTo(Duration.ofSeconds(4));
			assertThat(incident.endedBy()).isEqualTo(Trigger.RAMP_COMPLETE);
		});
	}

	@Test
	void endIsToldRightAfterTheMoveThatClosed() {
		openWithTwoCauses();
		this.test.breaker.reset(Intervention.by("bob"));

		assertThat(this.test.events).last().isInstanceOfSatisfying(IncidentEnded.class, (event) -> {
			assertThat(event.incident().endedBy()).isEqualTo(Trigger.RESET);
			assertThat(event.incident()).isEqualTo(this.test.breaker.incidents().get(0));
		});
		assertThat(this.test.events.get(this.test.events.size() - 2)).isInstanceOf(StateChanged.class);
	}

	@Test
	void onlyTheLastTenAreKept() {
		for (int i = 0; i < 12; i++) {
			this.test.fail(3);
			this.test.breaker.reset(Intervention.by("bob"));
			this.test.time.advance(SECOND);
		}

		assertThat(this.test.breaker.incidents()).hasSize(10)
			.isSortedAccordingTo((one, other) -> other.started().compareTo(one.started()));
	}

	@Test
	void failuresLongBeforeAreNoCauses() {
		this.test.breaker.acquire().failure(new IllegalStateException());
		this.test.succeed();

		openWithTwoCauses();

		assertThat(this.test.breaker.incidents().get(0).causes()).doesNotContainKey("java.lang.IllegalStateException");
	}

	@Test
	void messageThatCannotBeReadDoesNoHarm() {
		Exception bad = new IOException() {
			@Override
			public String getMessage() {
				throw new IllegalStateException("no message for you");
			}
		};
		for (int i = 0; i < 3; i++) {
			this.test.breaker.acquire().failure(bad);
		}

		assertThat(this.test.breaker).isOpen();
		assertThat(this.test.breaker.incidents().get(0).sampleMessage()).contains("IllegalStateException");
	}

	private void openWithTwoCauses() {
		this.test.breaker.acquire().failure(new IOException("broken"));
		this.test.time.advance(SECOND);
		this.test.breaker.acquire().failure(new ConnectException("refused"));
		this.test.breaker.acquire().failure(new ConnectException("refused"));
		assertThat(this.test.breaker).isOpen();
	}

}
