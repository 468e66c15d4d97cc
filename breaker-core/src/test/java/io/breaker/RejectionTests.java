package io.breaker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.event.BreakerState;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a rejected caller is told.
 */
class RejectionTests {

	private final TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(40))
		.minimumCalls(40)
		.failureRate(62)
		.openFor(Duration.ofMillis(1_400))
		.openJitter(0));

	@Test
	void messageOfAnOpenBreakerSaysWhenAndWhy() {
		open();

		CallRejectedException rejection = rejection();

		assertThat(rejection).hasMessage("Circuit breaker 'test' is OPEN and rejected the call; next trial in 1.4 s "
				+ "(opened by failure rate 63 % of 40 calls, last: java.net.ConnectException)");
		assertThat(rejection.breaker()).isEqualTo("test");
		assertThat(rejection.state()).isEqualTo(BreakerState.OPEN);
		assertThat(rejection.retryAfter()).contains(Duration.ofMillis(1_400));
		assertThat(rejection.lastFailure()).containsInstanceOf(ConnectException.class);
	}

	@Test
	void messageOfAHalfOpenBreakerSaysThatTrialsAreTaken() {
		open();
		this.test.time.advance(Duration.ofMillis(1_400));
		this.test.breaker.acquire();

		CallRejectedException rejection = rejection();

		assertThat(rejection).hasMessageStartingWith(
				"Circuit breaker 'test' is HALF_OPEN and rejected the call; all trials are taken (opened by");
		assertThat(rejection.retryAfter()).isEmpty();
	}

	@Test
	void messageOfARecoveringBreakerSaysWhenAllCallsPass() {
		open();
		this.test.time.advance(Duration.ofMillis(1_400));
		this.test.succeed(2);

		CallRejectedException rejection = rejection();

		assertThat(rejection).hasMessageStartingWith(
				"Circuit breaker 'test' is RECOVERING and rejected the call; all calls pass in 1.0 s (opened by");
	}

	@Test
	void messageOfAForcedBreakerSaysWhoAndForHowLong() {
		this.test.breaker.overrideMode(BreakerMode.FORCED_OPEN,
				Intervention.by("alice").lasting(Duration.ofSeconds(90)));

		assertThat(rejection()).hasMessage(
				"Circuit breaker 'test' is FORCED_OPEN and rejected the call; it is so for another 90.0 s (by alice)");
	}

	@Test
	void messageOfAConfiguredForcedBreakerSaysSo() {
		TestBreakers forced = new TestBreakers((s) -> s.mode(BreakerMode.FORCED_OPEN));

		CallRejectedException rejection = catchThrowableOfType(CallRejectedException.class, forced.breaker::acquire);

		assertThat(rejection)
			.hasMessage("Circuit breaker 'test' is FORCED_OPEN and rejected the call (by configuration)");
	}

	@Test
	void hasNoStackTraceAndNoCause() {
		open();

		CallRejectedException rejection = rejection();

		assertThat(rejection.getStackTrace()).isEmpty();
		assertThat(rejection).hasNoCause();
	}

	@Test
	void isANewObjectForEveryCaller() {
		open();

		assertThat(rejection()).isNotSameAs(rejection());
	}

	@Test
	void travelsAsAPlainRejection() throws Exception {
		open();
		CallRejectedException rejection = rejection();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(rejection);

		Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

		assertThat(read).isExactlyInstanceOf(RejectedExecutionException.class)
			.hasFieldOrPropertyWithValue("message", rejection.getMessage());
	}

	private void open() {
		this.test.succeed(15);
		for (int i = 0; i < 25; i++) {
			this.test.breaker.acquire().failure(new ConnectException());
		}
		assertThat(this.test.breaker).isOpen();
	}

	private CallRejectedException rejection() {
		return catchThrowableOfType(CallRejectedException.class, this.test.breaker::acquire);
	}

}
