package io.breaker.spring.events;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that breakers leave in the log.
 */
class BreakerLogTests {

	private static final Intervention ALICE = Intervention.by("alice").because("maintenance");

	private final ManualTime time = new ManualTime();

	private final BreakerRegistry breakers = BreakerRegistry.builder()
		.configuration(BreakerConfiguration.builder()
			.defaults((settings) -> settings.consecutiveFailures(2).openJitter(0).failureRate(50))
			.build())
		.timeSource(this.time)
		.alarm(this.time.alarm())
		.listener(new BreakerLog())
		.build();

	private final Breaker breaker = this.breakers.breaker("inventory");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listenToTheLog() {
		logger().setAdditive(false);
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void leaveTheLog() {
		logger().detachAppender(this.log);
		logger().setAdditive(true);
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(BreakerLog.class);
	}

	private List<String> lines() {
		return this.log.list.stream().map((event) -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	private List<String> values(int line) {
		return this.log.list.get(line).getKeyValuePairs().stream().map((pair) -> pair.key + "=" + pair.value).toList();
	}

	private void fail() {
		this.breaker.acquire().failure(new IOException("password=secret"));
	}

	@Test
	void incidentLeavesOneLineForEachMoveAndOneAtItsEnd() {
		fail();
		fail();
		this.breaker.call(() -> "stock", (failure) -> "unknown");
		this.breaker.tryAcquire();
		this.time.advance(Duration.ofSeconds(1));
		this.breaker.acquire().success();
		this.time.advance(Duration.ofSeconds(1));

		assertThat(lines()).containsExactly(
				"WARN Circuit breaker 'inventory' went from CLOSED to OPEN for 1.0 s: 2 consecutive failures, last: java.io.IOException",
				"INFO Circuit breaker 'inventory' went from OPEN to HALF_OPEN: the wait is over",
				"INFO Circuit breaker 'inventory' went from HALF_OPEN to RECOVERING: 1 successful trial",
				"INFO Circuit breaker 'inventory' went from RECOVERING to CLOSED: the ramp is complete",
				"INFO Circuit breaker 'inventory' is closed again after 2.0 s: opened by 2 consecutive failures (2 java.io.IOException); "
						+ "1 opening, 2 calls rejected, 1 answer from fallbacks, 1 trial of which 0 failed");
	}

	@Test
	void linesHoldKeysAndValuesForPrograms() {
		fail();
		fail();
		this.breaker.reset(ALICE);

		assertThat(values(0)).containsExactly("breaker.name=inventory", "breaker.event=state", "breaker.from=CLOSED",
				"breaker.to=OPEN", "breaker.trigger=CONSECUTIVE_FAILURES", "breaker.open_for=1.0",
				"breaker.reason=2 consecutive failures", "breaker.last_failure=java.io.IOException");
		assertThat(values(1)).containsExactly("breaker.name=inventory", "breaker.event=reset", "breaker.from=OPEN",
				"breaker.to=CLOSED", "breaker.trigger=RESET", "breaker.actor=alice", "breaker.reason=maintenance");
		assertThat(values(2)).containsExactly("breaker.name=inventory", "breaker.event=incident",
				"breaker.duration=0.0", "breaker.opened_by=2 consecutive failures", "breaker.ended_by=RESET",
				"breaker.openings=1", "breaker.rejected=0", "breaker.fallbacks=0", "breaker.trials_succeeded=0",
				"breaker.trials_failed=0");
	}

	@Test
	void interventionsLeaveOneLineEachWithActorAndReason() {
		this.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE.lasting(Duration.ofMinutes(10)));
		this.breaker.dropOverride(Intervention.by("bob"));
		this.breaker.change(BreakerSettings.of((settings) -> settings.failureRate(40)), ALICE);
		this.breaker.reset(ALICE);

		assertThat(lines()).containsExactly(
				"INFO Circuit breaker 'inventory' went from mode ENFORCE to FORCED_OPEN until 2026-01-01T12:10:00Z by alice: maintenance",
				"INFO Circuit breaker 'inventory' went from mode FORCED_OPEN to ENFORCE by bob",
				"INFO Circuit breaker 'inventory' has new settings, failure-rate: 50% -> 40%, consecutive-failures: 2 -> off, open-jitter: 0% -> 20%, by alice: maintenance",
				"INFO Circuit breaker 'inventory' was reset from CLOSED to CLOSED by alice: maintenance");
		assertThat(values(0)).containsExactly("breaker.name=inventory", "breaker.event=mode",
				"breaker.mode_before=ENFORCE", "breaker.mode=FORCED_OPEN", "breaker.until=2026-01-01T12:10:00Z",
				"breaker.actor=alice", "breaker.reason=maintenance");
	}

	@Test
	void overrideThatExpiresLeavesALine() {
		this.breaker.overrideMode(BreakerMode.DISABLED, ALICE.lasting(Duration.ofMinutes(10)));

		this.time.advance(Duration.ofMinutes(10));

		assertThat(lines()).last()
			.isEqualTo("INFO Circuit breaker 'inventory' went from mode DISABLED to ENFORCE: the override expired");
	}

	@Test
	void callsLeaveNoLines() {
		fail();
		this.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE);
		for (int i = 0; i < 1_000; i++) {
			this.breaker.call(() -> "stock", (failure) -> "unknown");
		}

		assertThat(lines()).hasSize(1);
	}

	@Test
	void messagesOfExceptionsAreNotWritten() {
		fail();
		fail();
		this.breaker.reset(ALICE);

		assertThat(lines()).noneMatch((line) -> line.contains("secret"));
		assertThat(this.log.list.toString()).doesNotContain("secret");
	}

	@Test
	void whatSomebodyTypedCannotForgeALine() {
		Intervention forged = Intervention.by("eve\r\n2026-01-01 INFO all is well")
			.because("\u001b[31mred\u2028next\u202eturned\u0085" + "x".repeat(600));
		this.breakers.breaker("in\u2028ventory").reset(forged);

		assertThat(lines()).singleElement()
			.asString()
			.startsWith("INFO Circuit breaker 'in\\u2028ventory' was reset from CLOSED to CLOSED "
					+ "by eve\\u000d\\u000a2026-01-01 INFO all is well: \\u001b[31mred\\u2028next\\u202eturned\\u0085xxx")
			.endsWith("x…");
		assertThat(values(0)).contains("breaker.name=in\\u2028ventory",
				"breaker.actor=eve\\u000d\\u000a2026-01-01 INFO all is well");
	}

	@Test
	void levelOfTheLoggerDecides() {
		logger().setLevel(Level.WARN);
		fail();
		fail();
		this.breaker.reset(ALICE);

		assertThat(lines()).hasSize(1);
	}

}
