package io.breaker.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the end of a call says about the callee.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FailureRulesTests {

	private static FailureRules rules(Consumer<SettingsBuilder> decide) {
		return BreakerSettings.of(decide).failureRules();
	}

	/**
	 * What an integration knows more about.
	 */
	@Nested
	class Judging {

		private static FailureRules judged(boolean chosen, Consumer<SettingsBuilder> decide) {
			FailureJudge judge = (failure, settings) -> (failure instanceof FileNotFoundException)
					? new FailureJudge.Opinion(Verdict.IGNORED, chosen) : null;
			return rules((builder) -> decide.accept(builder.set(Settings.JUDGE, judge)));
		}

		@Test
		void opinionHoldsWhereNothingIsNamed() {
			FailureRules rules = judged(false, (builder) -> builder.record(IllegalStateException.class));

			assertThat(rules.judge(new FileNotFoundException())).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new IllegalArgumentException(new FileNotFoundException())))
				.isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new IOException())).isEqualTo(Verdict.SUCCESS);
		}

		@Test
		void builtInOpinionMakesRoomForNamedClassesAndPredicates() {
			assertThat(judged(false, (builder) -> builder.record(IOException.class)).judge(new FileNotFoundException()))
				.isEqualTo(Verdict.FAILURE);
			assertThat(judged(false, (builder) -> builder.recordWhen((ex) -> true)).judge(new FileNotFoundException()))
				.isEqualTo(Verdict.FAILURE);
		}

		@Test
		void chosenOpinionWinsOverNamedClassesAndPredicates() {
			assertThat(judged(true, (builder) -> builder.record(IOException.class)).judge(new FileNotFoundException()))
				.isEqualTo(Verdict.IGNORED);
			assertThat(judged(true, (builder) -> builder.recordWhen((ex) -> true)).judge(new FileNotFoundException()))
				.isEqualTo(Verdict.IGNORED);
		}

		@Test
		void judgeSeesTheSettingsOfTheBreaker() {
			FailureJudge judge = (failure, settings) -> new FailureJudge.Opinion(
					"7".equals(settings.text(Settings.EVIDENCE)) ? Verdict.IGNORED : Verdict.FAILURE, true);

			assertThat(rules((builder) -> builder.set(Settings.JUDGE, judge).evidence(7)).judge(new IOException()))
				.isEqualTo(Verdict.IGNORED);
			assertThat(rules((builder) -> builder.set(Settings.JUDGE, judge)).judge(new IOException()))
				.isEqualTo(Verdict.FAILURE);
		}

	}

	/**
	 * Which classes and predicates name an exception.
	 */
	@Nested
	class Naming {

		@Test
		void everyExceptionIsAFailureWhereNothingIsNamed() {
			FailureRules rules = BreakerSettings.builtIn().failureRules();

			assertThat(rules.judge(new IOException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new RuntimeException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new StackOverflowError())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new Throwable())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void whatIsNotRecordedIsASuccessWhereSomethingIs() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(new FileNotFoundException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new IllegalStateException())).isEqualTo(Verdict.SUCCESS);
		}

		@Test
		void whatIsNotIgnoredIsAFailureWhereNothingIsRecorded() {
			FailureRules rules = rules((builder) -> builder.ignore(IOException.class));

			assertThat(rules.judge(new FileNotFoundException())).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new IllegalStateException())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void nearestClassWins() {
			FailureRules recorded = rules((builder) -> builder.ignore(Exception.class).record(IOException.class));
			FailureRules ignored = rules((builder) -> builder.record(Exception.class).ignore(IOException.class));

			assertThat(recorded.judge(new FileNotFoundException())).isEqualTo(Verdict.FAILURE);
			assertThat(recorded.judge(new TimeoutException())).isEqualTo(Verdict.IGNORED);
			assertThat(ignored.judge(new FileNotFoundException())).isEqualTo(Verdict.IGNORED);
			assertThat(ignored.judge(new TimeoutException())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void ignoreWinsATie() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class).ignore(IOException.class));

			assertThat(rules.judge(new FileNotFoundException())).isEqualTo(Verdict.IGNORED);
		}

		@Test
		void predicatesSpeakBeforeClassesAndIgnoreBeforeRecord() {
			FailureRules rules = rules((builder) -> builder.ignore(IllegalStateException.class)
				.record(IOException.class)
				.recordWhen((ex) -> ex instanceof IllegalStateException || ex instanceof TimeoutException)
				.ignoreWhen((ex) -> ex instanceof FileNotFoundException || ex instanceof TimeoutException));

			assertThat(rules.judge(new IllegalStateException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new FileNotFoundException())).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new TimeoutException())).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new IOException())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void recordPredicateAloneMakesOthersSuccesses() {
			FailureRules rules = rules((builder) -> builder.recordWhen((ex) -> ex instanceof IOException));

			assertThat(rules.judge(new IOException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new IllegalStateException())).isEqualTo(Verdict.SUCCESS);
		}

		@Test
		void ignorePredicateAloneLeavesOthersFailures() {
			FailureRules rules = rules((builder) -> builder.ignoreWhen((ex) -> ex instanceof IOException));

			assertThat(rules.judge(new IOException())).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new IllegalStateException())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void whatAPredicateThrowsIsThrownOn() {
			FailureRules rules = rules((builder) -> builder.recordWhen((ex) -> {
				throw new IllegalStateException("broken predicate");
			}));

			assertThatIllegalStateException().isThrownBy(() -> rules.judge(new IOException()))
				.withMessage("broken predicate");
		}

	}

	/**
	 * How an exception and its causes are searched.
	 */
	@Nested
	class Causes {

		@Test
		void causesAreSearched() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(new IllegalStateException(new RuntimeException(new IOException()))))
				.isEqualTo(Verdict.FAILURE);
		}

		@Test
		void outermostNamedExceptionDecides() {
			FailureRules rules = rules(
					(builder) -> builder.record(IllegalStateException.class).ignore(IOException.class));

			assertThat(rules.judge(new IllegalStateException(new IOException()))).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new IOException(new IllegalStateException()))).isEqualTo(Verdict.IGNORED);
			assertThat(rules.judge(new RuntimeException(new IOException(new IllegalStateException()))))
				.isEqualTo(Verdict.IGNORED);
		}

		@Test
		void predicatesSeeCausesToo() {
			FailureRules rules = rules((builder) -> builder.ignoreWhen((ex) -> "not found".equals(ex.getMessage())));

			assertThat(rules.judge(new UncheckedIOException(new IOException("not found")))).isEqualTo(Verdict.IGNORED);
		}

		@Test
		void causesAreReadOnlyWhereSomethingTellsExceptionsApart() {
			assertThat(readsOfCauses((builder) -> {
			})).isZero();
			assertThat(readsOfCauses((builder) -> builder.record(IOException.class))).isPositive();
			assertThat(readsOfCauses((builder) -> builder.ignore(IOException.class))).isPositive();
			assertThat(readsOfCauses((builder) -> builder.recordWhen((ex) -> false))).isPositive();
			assertThat(readsOfCauses((builder) -> builder.ignoreWhen((ex) -> false))).isPositive();
			assertThat(readsOfCauses((builder) -> builder.set(Settings.JUDGE, (failure, settings) -> null)))
				.isPositive();
		}

		private static int readsOfCauses(Consumer<SettingsBuilder> decide) {
			AtomicInteger reads = new AtomicInteger();
			RuntimeException thrown = new RuntimeException() {

				private static final long serialVersionUID = 1L;

				@Override
				public synchronized @Nullable Throwable getCause() {
					reads.incrementAndGet();
					return null;
				}

			};
			rules(decide).judge(thrown);
			return reads.get();
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2, 3 })
		void cyclesEnd(int length) {
			Linked first = new Linked();
			Linked last = first;
			for (int i = 1; i < length; i++) {
				Linked next = new Linked();
				last.next = next;
				last = next;
			}
			last.next = first;
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(first)).isEqualTo(Verdict.SUCCESS);
		}

		@Test
		void searchHasADepth() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(nested(31))).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(nested(32))).isEqualTo(Verdict.SUCCESS);
		}

		private static Throwable nested(int around) {
			Throwable nested = new IOException();
			for (int i = 0; i < around; i++) {
				nested = new IllegalStateException(nested);
			}
			return nested;
		}

		// INV-04
		@Test
		void causeThatCannotBeReadIsNone() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(new Unreadable())).isEqualTo(Verdict.SUCCESS);
			assertThat(FailureRules.peel(new UnreadableWrapper())).isInstanceOf(UnreadableWrapper.class);
		}

	}

	/**
	 * How wrappers of futures are taken off.
	 */
	@Nested
	class Peeling {

		@Test
		void wrappersOfFuturesAreTakenOff() {
			IOException inner = new IOException();

			assertThat(FailureRules.peel(new CompletionException(inner))).isSameAs(inner);
			assertThat(FailureRules.peel(new ExecutionException(inner))).isSameAs(inner);
			assertThat(FailureRules.peel(new ExecutionException(new CompletionException(inner)))).isSameAs(inner);
			assertThat(FailureRules.peel(inner)).isSameAs(inner);
		}

		@Test
		void onlyOutermostWrappersAreTakenOff() {
			RuntimeException outer = new RuntimeException(new CompletionException(new IOException()));

			assertThat(FailureRules.peel(outer)).isSameAs(outer);
		}

		@Test
		void wrapperAroundNothingIsWhatItIs() {
			CompletionException empty = new CompletionException((Throwable) null);

			assertThat(FailureRules.peel(empty)).isSameAs(empty);
			assertThat(rules((builder) -> builder.record(CompletionException.class)).judge(empty))
				.isEqualTo(Verdict.FAILURE);
		}

		@Test
		void wrapperAroundItselfEnds() {
			Selfish selfish = new Selfish();

			assertThat(FailureRules.peel(selfish)).isSameAs(selfish);
			assertThat(rules((builder) -> builder.record(IOException.class)).judge(selfish)).isEqualTo(Verdict.SUCCESS);
		}

		@Test
		void wrapperIsNotNamed() {
			FailureRules rules = rules((builder) -> builder.ignore(CompletionException.class));

			assertThat(rules.judge(new CompletionException(new IOException()))).isEqualTo(Verdict.FAILURE);
		}

	}

	/**
	 * Calls that the caller gave up.
	 */
	// INV-03
	@Nested
	class GivenUp {

		@Test
		void cancelledAndInterruptedCallsAreNeutral() {
			FailureRules rules = BreakerSettings.builtIn().failureRules();

			assertThat(rules.judge(new CancellationException())).isEqualTo(Verdict.CANCELLED);
			assertThat(rules.judge(new InterruptedException())).isEqualTo(Verdict.CANCELLED);
			assertThat(rules.judge(new CompletionException(new CancellationException()))).isEqualTo(Verdict.CANCELLED);
			assertThat(rules.judge(new CancellationException() {
			})).isEqualTo(Verdict.CANCELLED);
		}

		@Test
		void superclassDoesNotRecordThem() {
			FailureRules rules = rules((builder) -> builder.record(Exception.class, IllegalStateException.class));

			assertThat(rules.judge(new CancellationException())).isEqualTo(Verdict.CANCELLED);
			assertThat(rules.judge(new InterruptedException())).isEqualTo(Verdict.CANCELLED);
		}

		@Test
		void theirVeryClassRecordsThem() {
			FailureRules rules = rules(
					(builder) -> builder.record(CancellationException.class, InterruptedException.class));

			assertThat(rules.judge(new CancellationException())).isEqualTo(Verdict.FAILURE);
			assertThat(rules.judge(new InterruptedException())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void oneInTheCausesDoesNotMakeACallGivenUp() {
			FailureRules rules = BreakerSettings.builtIn().failureRules();

			assertThat(rules.judge(new IOException(new InterruptedException()))).isEqualTo(Verdict.FAILURE);
		}

	}

	/**
	 * Errors are failures unless a class of errors says otherwise.
	 */
	// INV-58
	@Nested
	class Errors {

		@Test
		void errorIsAFailureAlsoWhereOthersAreRecorded() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(new OutOfMemoryError())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void onlyAClassOfErrorsIgnoresAnError() {
			FailureRules throwable = rules((builder) -> builder.ignore(Throwable.class));
			FailureRules error = rules((builder) -> builder.ignore(Error.class));
			FailureRules exact = rules((builder) -> builder.ignore(AssertionError.class));

			assertThat(throwable.judge(new AssertionError())).isEqualTo(Verdict.FAILURE);
			assertThat(throwable.judge(new IOException())).isEqualTo(Verdict.IGNORED);
			assertThat(error.judge(new AssertionError())).isEqualTo(Verdict.IGNORED);
			assertThat(exact.judge(new AssertionError())).isEqualTo(Verdict.IGNORED);
			assertThat(exact.judge(new OutOfMemoryError())).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void ignoredCauseDoesNotHideAnError() {
			FailureRules rules = rules((builder) -> builder.ignore(IOException.class));

			assertThat(rules.judge(new AssertionError(new IOException()))).isEqualTo(Verdict.FAILURE);
		}

		@Test
		void wrappedErrorIsAnError() {
			FailureRules rules = rules((builder) -> builder.record(IOException.class));

			assertThat(rules.judge(new ExecutionException(new StackOverflowError()))).isEqualTo(Verdict.FAILURE);
		}

	}

	/**
	 * Results that are failures.
	 */
	@Nested
	class Results {

		@Test
		void resultsAreJudgedOnlyWhereSomebodyAsks() {
			assertThat(BreakerSettings.builtIn().failureRules().judgesResults()).isFalse();
			assertThat(BreakerSettings.builtIn().failureRules().isFailure("bad")).isFalse();
		}

		@Test
		void predicateTellsBadResults() {
			FailureRules rules = rules((builder) -> builder.recordResult("bad"::equals));

			assertThat(rules.judgesResults()).isTrue();
			assertThat(rules.isFailure("bad")).isTrue();
			assertThat(rules.isFailure("good")).isFalse();
		}

		@Test
		void nullIsNeverAsked() {
			FailureRules rules = rules((builder) -> builder.recordResult((result) -> true));

			assertThat(rules.isFailure(null)).isFalse();
		}

		@Test
		void whatThePredicateThrowsIsThrownOn() {
			FailureRules rules = rules((builder) -> builder.recordResult((result) -> {
				throw new IllegalStateException("broken predicate");
			}));

			assertThatIllegalStateException().isThrownBy(() -> rules.isFailure("x"));
		}

	}

	/**
	 * How long a callee asks to be left alone.
	 */
	@Nested
	class AskedWaits {

		private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

		private static FailureRules asking(@Nullable Duration wait) {
			return rules((builder) -> builder.retryAfter((ex) -> wait));
		}

		@Test
		void nobodyAsksWithoutAFunction() {
			assertThat(BreakerSettings.builtIn().failureRules().askedWait(new IOException())).isZero();
		}

		@Test
		void functionTellsTheWait() {
			assertThat(asking(Duration.ofSeconds(7)).askedWait(new IOException())).isEqualTo(7_000_000_000L);
			assertThat(asking(Duration.ZERO).askedWait(new IOException())).isZero();
		}

		@Test
		void waitIsCapped() {
			FailureRules rules = rules(
					(builder) -> builder.retryAfter((ex) -> LONGEST).retryAfterMax(Duration.ofSeconds(9)));

			assertThat(rules.askedWait(new IOException())).isEqualTo(9_000_000_000L);
			assertThat(asking(Duration.ofSeconds(61)).askedWait(new IOException())).isEqualTo(60_000_000_000L);
			assertThat(asking(Duration.ofSeconds(60)).askedWait(new IOException())).isEqualTo(60_000_000_000L);
		}

		@Test
		void nullAndNegativeAskForNothing() {
			assertThat(asking(null).askedWait(new IOException())).isZero();
			assertThat(asking(Duration.ofNanos(-1)).askedWait(new IOException())).isZero();
			assertThat(asking(LONGEST.negated()).askedWait(new IOException())).isZero();
		}

		@Test
		void zeroMaximumDoesNotAsk() {
			FailureRules rules = rules((builder) -> builder.retryAfterMax(Duration.ZERO).retryAfter((ex) -> {
				throw new IllegalStateException("must not be asked");
			}));

			assertThat(rules.askedWait(new IOException())).isZero();
		}

		@Test
		void functionSeesWhatTheCalleeThrew() {
			FailureRules rules = rules((builder) -> builder
				.retryAfter((ex) -> (ex instanceof IOException) ? Duration.ofSeconds(1) : Duration.ofSeconds(2)));

			assertThat(rules.askedWait(new CompletionException(new IOException()))).isEqualTo(1_000_000_000L);
		}

		@Test
		void whatTheFunctionThrowsIsThrownOn() {
			FailureRules rules = rules((builder) -> builder.retryAfter((ex) -> {
				throw new IllegalStateException("broken function");
			}));

			assertThatIllegalStateException().isThrownBy(() -> rules.askedWait(new IOException()));
		}

	}

	/**
	 * Its cause can be set to anything.
	 */
	private static final class Linked extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Nullable Throwable next;

		@Override
		public synchronized @Nullable Throwable getCause() {
			return this.next;
		}

	}

	/**
	 * A wrapper around itself.
	 */
	private static final class Selfish extends CompletionException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

	/**
	 * Its cause cannot be read.
	 */
	private static final class Unreadable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("no cause");
		}

	}

	/**
	 * A wrapper whose cause cannot be read.
	 */
	private static final class UnreadableWrapper extends CompletionException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("no cause");
		}

	}

}
