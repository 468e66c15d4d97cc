package io.breaker.observation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.Permit;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What observations tell of breakers.
 */
class BreakerObservationTests {

	private static final Intervention TEST = Intervention.by("test");

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final List<String> told = new ArrayList<>();

	BreakerObservationTests() {
		this.observations.observationConfig().observationHandler(new Teller());
	}

	private BreakerRegistry breakers(boolean decorated) {
		var builder = BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder()
				.defaults((settings) -> settings.consecutiveFailures(1)
					.ignore(IllegalArgumentException.class)
					.recordResult("bad"::equals))
				.build())
			.timeSource(new ManualTime())
			.listener(new ObservationEvents(() -> this.observations));
		if (decorated) {
			builder.decorator(new ObservedBreakers(() -> this.observations, DefaultBreakerCallConvention::new));
		}
		return builder.build();
	}

	/**
	 * Writes down what becomes of observations.
	 */
	private final class Teller implements ObservationHandler<Observation.Context> {

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			BreakerObservationTests.this.told
				.add(context.getName() + ": " + event.getName() + ", " + event.getContextualName());
		}

		@Override
		public void onStop(Observation.Context context) {
			List<String> tags = new ArrayList<>();
			for (KeyValue tag : context.getLowCardinalityKeyValues()) {
				tags.add(tag.getKey() + "=" + tag.getValue());
			}
			Throwable error = context.getError();
			BreakerObservationTests.this.told
				.add(context.getName() + " " + tags + ((error != null) ? " " + error.getClass().getSimpleName() : "")
						+ ((context.getParentObservation() != null)
								? " in " + context.getParentObservation().getContextView().getName() : ""));
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	private void within(Runnable work) {
		Observation.createNotStarted("request", this.observations).observe(work);
	}

	@Nested
	class Notes {

		private final Breaker breaker = breakers(false).breaker("inventory");

		@Test
		void openingRejectionAndFallbackAreNotedOnTheCurrentObservation() {
			within(() -> {
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.breaker.run(() -> {
					throw new IOException();
				}));
				this.breaker.call(() -> "stock", (failure) -> "unknown");
			});

			assertThat(BreakerObservationTests.this.told).containsExactly(
					"request: breaker.opened, circuit breaker 'inventory' opened",
					"request: breaker.rejected, circuit breaker 'inventory' rejected the call",
					"request: breaker.fallback, circuit breaker 'inventory' was answered for by a fallback",
					"request []");
		}

		@Test
		void failedFallbackAndWouldBeRejectionAreNotedToo() {
			BreakerStates.open(this.breaker);
			this.breaker.overrideMode(BreakerMode.OBSERVE, TEST);

			within(() -> {
				this.breaker.get(() -> "stock");
				this.breaker.countFallback(false);
			});

			assertThat(BreakerObservationTests.this.told).containsExactly(
					"request: breaker.would.reject, circuit breaker 'inventory' would have rejected the call",
					"request: breaker.fallback.failed, circuit breaker 'inventory' has a fallback that failed",
					"request []");
		}

		@Test
		void healthyCallsAndOtherMovesLeaveNoNote() {
			within(() -> {
				this.breaker.get(() -> "stock");
				BreakerStates.open(this.breaker);
				BreakerObservationTests.this.told.clear();
				this.breaker.moveTo(BreakerState.HALF_OPEN, TEST);
				this.breaker.reset(TEST);
			});

			assertThat(BreakerObservationTests.this.told).containsExactly("request []");
		}

		@Test
		void nothingIsNotedWhereNoObservationIsCurrent() {
			BreakerStates.open(this.breaker);

			this.breaker.tryAcquire();

			assertThat(BreakerObservationTests.this.told).isEmpty();
		}

	}

	@Nested
	class Calls {

		private final BreakerRegistry breakers = breakers(true);

		private final Breaker breaker = this.breakers.breaker("inventory");

		private String call(String outcome) {
			return "breaker.call [name=inventory, outcome=" + outcome + "]";
		}

		@Test
		void everyStyleOfCallingIsObserved() throws IOException {
			this.breaker.call(() -> "stock");
			this.breaker.run(() -> {
			});
			this.breaker.get(() -> "stock");
			this.breaker.call(() -> "stock", (failure) -> "unknown");
			this.breaker.callAsync(() -> CompletableFuture.completedFuture("stock"));
			this.breaker.acquire().success();
			this.breaker.tryAcquire().orElseThrow().success("stock");

			assertThat(BreakerObservationTests.this.told).hasSize(7).containsOnly(call("success"));
			assertThat(this.breaker.totals().success()).isEqualTo(7);
		}

		@Test
		void whatHappensDuringTheCallHappensWithinTheObservation() {
			within(() -> this.breaker.get(() -> {
				Observation.createNotStarted("query", BreakerObservationTests.this.observations).observe(() -> {
				});
				return "stock";
			}));

			assertThat(BreakerObservationTests.this.told).containsExactly("query [] in breaker.call",
					call("success") + " in request", "request []");
			assertThat(BreakerObservationTests.this.observations.getCurrentObservation()).isNull();
		}

		@Test
		void failureIsObservedWithItsException() {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.breaker.run(() -> {
				throw new IOException();
			}));

			assertThat(BreakerObservationTests.this.told).containsExactly(
					"breaker.call: breaker.opened, circuit breaker 'inventory' opened",
					call("failure") + " IOException");
		}

		@Test
		void rejectionIsObservedInEveryStyle() {
			BreakerStates.open(this.breaker);
			assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> this.breaker.get(() -> "stock"));
			assertThatExceptionOfType(CallRejectedException.class).isThrownBy(this.breaker::acquire);
			this.breaker.call(() -> "stock", (failure) -> "unknown");
			this.breaker.callAsync(() -> CompletableFuture.completedFuture("stock"));
			this.breaker.tryAcquire();

			assertThat(BreakerObservationTests.this.told.stream().filter((line) -> line.contains("outcome=")))
				.containsExactly(call("rejected") + " CallRejectedException",
						call("rejected") + " CallRejectedException", call("rejected") + " CallRejectedException",
						call("rejected") + " CallRejectedException", call("rejected"));
		}

		@Test
		void fallbackRunsAfterTheObservationHasEnded() throws IOException {
			String answer = this.breaker.call(() -> {
				throw new IOException();
			}, (failure) -> {
				BreakerObservationTests.this.told.add("fallback");
				return "unknown";
			});

			assertThat(answer).isEqualTo("unknown");
			assertThat(BreakerObservationTests.this.told).containsExactly(call("failure") + " IOException", "fallback");
		}

		@Test
		void neutralEndsAreToldApart() {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.breaker.run(() -> {
				throw new IllegalArgumentException();
			}));
			this.breaker.acquire().ignore();
			this.breaker.acquire().cancel();
			this.breaker.callAsync(CompletableFuture::new).cancel(false);

			assertThat(BreakerObservationTests.this.told).containsExactly(call("ignored") + " IllegalArgumentException",
					call("ignored"), call("cancelled"), call("cancelled") + " CancellationException");
		}

		@Test
		void resultThatCountsAsAFailureIsObservedAsOne() {
			this.breaker.get(() -> "bad");

			assertThat(BreakerObservationTests.this.told).contains(call("failure"));
		}

		@Test
		void asynchronousCallIsObservedUntilItEnds() {
			CompletableFuture<String> later = new CompletableFuture<>();
			CompletableFuture<String> guarded = this.breaker.callAsync(() -> later);
			assertThat(BreakerObservationTests.this.observations.getCurrentObservation()).isNull();
			assertThat(BreakerObservationTests.this.told).isEmpty();

			later.completeExceptionally(new IOException());

			assertThat(guarded).isCompletedExceptionally();
			assertThat(BreakerObservationTests.this.told).contains(call("failure") + " IOException");
		}

		@Test
		void permitIsObservedOnce() {
			Permit permit = this.breaker.acquire();
			permit.failure(new IOException());
			permit.success();
			permit.cancel();
			permit.ignore();

			assertThat(BreakerObservationTests.this.told).containsExactly(call("failure") + " IOException");
		}

		@Test
		void callOfWhichTheCallerHasSeenEnoughIsASuccess() {
			Permit permit = this.breaker.acquire();
			permit.enough();
			permit.enough();

			assertThat(BreakerObservationTests.this.told).containsExactly(call("success"));
		}

		@Test
		void everythingElseIsPassedOn() {
			this.breaker.overrideMode(BreakerMode.OBSERVE, TEST);
			this.breaker.countFallback(true);
			this.breaker.moveTo(BreakerState.OPEN, TEST);

			assertThat(this.breaker.name()).isEqualTo("inventory");
			assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
			assertThat(this.breaker.mode()).isEqualTo(BreakerMode.OBSERVE);
			assertThat(this.breaker.snapshot().fallbackSuccesses()).isEqualTo(1);
			assertThat(this.breaker.transitions(BreakerState.CLOSED, BreakerState.OPEN)).isEqualTo(1);
			assertThat(this.breaker.incidents()).hasSize(1);
			assertThat(this.breaker).hasToString("Breaker 'inventory' OPEN");
			assertThat(this.breakers.all()).containsExactly(this.breaker);
			this.breaker.dropOverride(TEST);
			this.breaker.reset(TEST);
			assertThat(this.breaker.mode()).isEqualTo(BreakerMode.ENFORCE);
			assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		}

		// INV-36
		@Test
		void observationThatFailsHarmsNoCall() {
			BreakerObservationTests.this.observations.observationConfig()
				.observationHandler(new ObservationHandler<>() {
					@Override
					public void onStart(Observation.Context context) {
						throw new IllegalStateException("bad handler");
					}

					@Override
					public void onStop(Observation.Context context) {
						throw new IllegalStateException("bad handler");
					}

					@Override
					public boolean supportsContext(Observation.Context context) {
						return true;
					}
				});

			String stock = this.breaker.get(() -> "stock");

			assertThat(stock).isEqualTo("stock");
			assertThat(this.breaker.totals().success()).isEqualTo(1);
		}

		@Test
		void conventionCanBeReplaced() {
			BreakerRegistry breakers = BreakerRegistry.builder()
				.decorator(new ObservedBreakers(() -> BreakerObservationTests.this.observations,
						() -> new BreakerCallConvention() {
							@Override
							public String getName() {
								return "guarded";
							}
						}))
				.build();

			breakers.breaker("inventory").get(() -> "stock");

			assertThat(BreakerObservationTests.this.told).containsExactly("guarded []");
		}

	}

}
