package io.breaker;

import java.io.IOException;
import java.util.function.Function;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Fallbacks in code: when they answer, and what remains when they cannot.
 */
class FallbackTests {

	private final TestBreakers test = new TestBreakers((settings) -> settings.ignore(IllegalArgumentException.class));

	private final Breaker breaker = this.test.breaker;

	@Test
	void answersForAFailureAndForARejection() throws Exception {
		assertThat(call(new IOException("broken"), Throwable::getMessage)).isEqualTo("broken");

		this.breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

		assertThat(call(new IOException("broken"), (ex) -> ex.getClass().getSimpleName()))
			.isEqualTo("CallRejectedException");
		assertThat(this.breaker.snapshot().fallbackSuccesses()).isEqualTo(2);
	}

	@Test
	void ignoredFailureAndErrorReachTheCaller() {
		IllegalArgumentException ignored = new IllegalArgumentException();
		AssertionError error = new AssertionError();

		assertThat(catchThrowable(() -> call(ignored, (ex) -> "fallback"))).isSameAs(ignored);
		assertThat(catchThrowable(() -> call(error, (ex) -> "fallback"))).isSameAs(error);
		assertThat(this.breaker.snapshot().fallbackSuccesses()).isZero();
	}

	@Test
	void failingFallbackCarriesTheOriginal() {
		IOException original = new IOException("original");
		IllegalStateException late = new IllegalStateException("fallback");

		assertThat(catchThrowable(() -> call(original, thrower(late)))).isSameAs(late).hasSuppressedException(original);
		assertThat(this.breaker.snapshot().fallbackFailures()).isEqualTo(1);
	}

	@Test
	void fallbackMayThrowTheOriginalOrItsCause() {
		IllegalStateException innermost = new IllegalStateException("innermost");
		RuntimeException original = new RuntimeException("original", new RuntimeException("between", innermost));

		assertThat(catchThrowable(() -> call(original, thrower(original)))).isSameAs(original);
		assertThat(catchThrowable(() -> call(original, thrower(innermost)))).isSameAs(innermost);
		assertThat(original.getSuppressed()).isEmpty();
		assertThat(innermost.getSuppressed()).isEmpty();
	}

	@Test
	void circleOfCausesDoesNotHoldAFailingFallback() {
		RuntimeException original = new RuntimeException("original");
		original.initCause(new RuntimeException("its cause", original));
		IllegalStateException late = new IllegalStateException("fallback");

		assertThat(catchThrowable(() -> call(original, thrower(late)))).isSameAs(late).hasSuppressedException(original);
	}

	// INV-27
	@Test
	void exceptionThatAFallbackThrowsAgainAndAgainDoesNotGrow() {
		IllegalStateException constant = new IllegalStateException("constant");

		for (int i = 0; i < 100; i++) {
			assertThat(catchThrowable(() -> call(new IOException("original"), thrower(constant)))).isSameAs(constant);
		}

		assertThat(constant.getSuppressed()).hasSize(8);
	}

	@Test
	void failingFallbackClosesNoCircleThroughWhatIsSuppressed() {
		IllegalStateException late = new IllegalStateException("fallback");
		IOException original = new IOException("original");
		original.addSuppressed(late);

		assertThat(catchThrowable(() -> call(original, thrower(late)))).isSameAs(late).hasNoSuppressedExceptions();
	}

	@Test
	void causesWithoutAnEndDoNotHoldAFailingFallback() {
		IllegalStateException late = new IllegalStateException("fallback");

		assertThat(catchThrowable(() -> call(new Endless(), thrower(late)))).isSameAs(late);
		assertThat(late.getSuppressed()).hasOnlyElementsOfType(Endless.class).hasSize(1);
	}

	private String call(Throwable thrown, Function<Exception, String> fallback) throws Exception {
		return this.breaker.call(() -> {
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (Exception) thrown;
		}, fallback);
	}

	private static Function<Exception, String> thrower(RuntimeException thrown) {
		return (ex) -> {
			throw thrown;
		};
	}

	/**
	 * Has a new cause each time somebody asks.
	 */
	private static final class Endless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			return new Endless();
		}

	}

}
