package io.breaker.spring.order;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.resilience.annotation.Retryable;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Retry(Breaker(call)): each attempt is a call of the breaker.
 */
// INV-60, INV-41
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(OutputCaptureExtension.class)
class RetryOrderTests {

	private static ConfigurableApplicationContext context;

	private static String started;

	@BeforeAll
	static void start(CapturedOutput output) {
		context = OrderedApplication.start(Inventory.class, "breaker.instances.brittle.consecutive-failures=3",
				"breaker.defaults.open-for=1h", "breaker.defaults.open-for-max=1h");
		started = output.getAll();
	}

	@AfterAll
	static void close() {
		context.close();
	}

	private static Breaker breaker(String name) {
		return OrderedApplication.breaker(context, name);
	}

	private static Inventory inventory() {
		return context.getBean(Inventory.class);
	}

	@Test
	void retryThatSucceedsOnTheThirdAttemptIsThreeCalls() throws IOException {
		assertThat(inventory().third()).isEqualTo("attempt 3");

		assertThat(breaker("third")).hasCounted(Outcome.FAILURE, 2).hasCounted(Outcome.SUCCESS, 1);
	}

	@Test
	void eachSubscriptionOfARetriedMonoIsACall() {
		assertThat(inventory().reactive().block()).isEqualTo("attempt 3");

		assertThat(breaker("reactive")).hasCounted(Outcome.FAILURE, 2).hasCounted(Outcome.SUCCESS, 1);
	}

	@Test
	void rejectionThatIsExcludedIsNotRetried() {
		OrderedApplication.open(breaker("excluding"));

		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> inventory().excluding());

		assertThat(breaker("excluding")).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void rejectionThatIsNotExcludedIsRetriedAndNamedAtStart() {
		OrderedApplication.open(breaker("hammering"));

		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> inventory().hammering());

		assertThat(breaker("hammering")).hasCounted(Outcome.REJECTED, 4);
		assertThat(started).contains("@Retryable on Inventory.hammering() also retries calls that its circuit breaker "
				+ "'hammering' rejects", "excludes = CallRejectedException.class");
	}

	@Test
	void fallbackThatAnswersBeforeTheRetryIsNamedAtStart() {
		assertThat(inventory().hidden()).isEqualTo("fallback");

		assertThat(breaker("hidden")).hasCounted(Outcome.FAILURE, 1);
		assertThat(started).contains("@Retryable on Inventory.hidden() hardly ever retries: its fallback "
				+ "'String Inventory.answer()' answers");
	}

	@Test
	void fallbackForRejectionsOnlyLeavesTheRetryAlone() throws IOException {
		assertThat(inventory().rejectedOnly()).isEqualTo("attempt 3");
		OrderedApplication.open(breaker("rejected-only"));

		assertThat(inventory().rejectedOnly()).isEqualTo("rejected");

		assertThat(breaker("rejected-only")).hasCounted(Outcome.FAILURE, 2).hasCounted(Outcome.REJECTED, 1);
		assertThat(started).doesNotContain("rejectedOnly()");
	}

	@Test
	void singleCallThatCanOpenTheBreakerIsNamedAtStart() {
		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> inventory().brittle());

		assertThat(breaker("brittle")).hasOpenings(1).hasCounted(Outcome.FAILURE, 3).hasCounted(Outcome.REJECTED, 1);
		assertThat(started)
			.contains("@Retryable on Inventory.brittle() makes up to 4 attempts, and its circuit breaker "
					+ "'brittle' counts each: a single failing call can open it, since 'consecutive-failures' is 3");
	}

	@Test
	void retryThatCannotSeeIntoAFutureIsNamedAtStart() {
		CompletableFuture<String> later = inventory().future();

		assertThat(later).isCompletedExceptionally();
		assertThat(breaker("future")).hasCounted(Outcome.FAILURE, 1);
		assertThat(started).contains("@Retryable on Inventory.future() never retries");
	}

	@Test
	void retryThatHoldsNoSurpriseIsNotNamed() {
		assertThat(started).doesNotContain("Inventory.third()")
			.doesNotContain("Inventory.reactive()")
			.doesNotContain("Inventory.excluding()");
	}

	static class Inventory {

		private final AtomicInteger third = new AtomicInteger();

		private final AtomicInteger reactive = new AtomicInteger();

		private final AtomicInteger rejectedOnly = new AtomicInteger();

		private static String attempt(AtomicInteger attempts) throws IOException {
			int attempt = attempts.incrementAndGet();
			if (attempt < 3) {
				throw new IOException("attempt " + attempt);
			}
			return "attempt " + attempt;
		}

		// snippet: retry
		@Retryable(delay = 1, excludes = CallRejectedException.class)
		@CircuitBreaker("third")
		String third() throws IOException {
			return attempt(this.third);
		}
		// end

		@Retryable(delay = 1, excludes = CallRejectedException.class)
		@CircuitBreaker("reactive")
		Mono<String> reactive() {
			return Mono.fromCallable(() -> attempt(this.reactive));
		}

		@Retryable(delay = 1, excludes = CallRejectedException.class)
		@CircuitBreaker("excluding")
		String excluding() {
			return "never";
		}

		@Retryable(delay = 1)
		@CircuitBreaker("hammering")
		String hammering() {
			return "never";
		}

		@Retryable(delay = 1, excludes = CallRejectedException.class)
		@CircuitBreaker(name = "hidden", fallback = "answer")
		String hidden() {
			throw new IllegalStateException("down");
		}

		String answer() {
			return "fallback";
		}

		@Retryable(delay = 1)
		@CircuitBreaker(name = "rejected-only", fallback = "rejected")
		String rejectedOnly() throws IOException {
			return attempt(this.rejectedOnly);
		}

		String rejected(CallRejectedException rejected) {
			return "rejected";
		}

		@Retryable(delay = 1, includes = IOException.class)
		@CircuitBreaker("brittle")
		String brittle() throws IOException {
			throw new IOException("down");
		}

		@Retryable(delay = 1)
		@CircuitBreaker("future")
		CompletableFuture<String> future() {
			throw new IllegalStateException("down");
		}

	}

}
