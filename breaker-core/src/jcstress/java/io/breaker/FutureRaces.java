package io.breaker;

import java.util.concurrent.CompletableFuture;

import io.breaker.config.BreakerSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Races for the end of an asynchronous call: it ends once, and what is counted is what
 * the holder of the future sees. INV-03, INV-42.
 */
public final class FutureRaces {

	private static final BreakerSettings EVIDENCE = Racers.settings((s) -> s.consecutiveFailures(1_000));

	private FutureRaces() {
	}

	/**
	 * The stage completes while the holder cancels.
	 */
	@JCStressTest
	@Outcome(id = "1, 0, false", expect = Expect.ACCEPTABLE, desc = "completed")
	@Outcome(id = "0, 1, true", expect = Expect.ACCEPTABLE, desc = "cancelled")
	@State
	public static class CompleteAndCancel {

		private final Racers racers = new Racers(EVIDENCE);

		private final CompletableFuture<String> source = new CompletableFuture<>();

		private final CompletableFuture<String> call = this.racers.breaker.callAsync(() -> this.source);

		@Actor
		public void complete() {
			this.source.complete("result");
		}

		@Actor
		public void cancel() {
			this.call.cancel(true);
		}

		@Arbiter
		public void count(IIZ_Result r) {
			r.r1 = (int) this.racers.breaker.totals().success();
			r.r2 = (int) this.racers.breaker.totals().cancelled();
			r.r3 = this.call.isCancelled();
		}

	}

	/**
	 * The stage completes while a time-out ends the call.
	 */
	@JCStressTest
	@Outcome(id = "1, 0, false", expect = Expect.ACCEPTABLE, desc = "completed")
	@Outcome(id = "0, 1, true", expect = Expect.ACCEPTABLE, desc = "timed out")
	@State
	public static class CompleteAndTimeOut {

		private final Racers racers = new Racers(EVIDENCE);

		private final CompletableFuture<String> source = new CompletableFuture<>();

		private final CompletableFuture<String> call = this.racers.breaker.callAsync(() -> this.source);

		@Actor
		public void complete() {
			this.source.complete("result");
		}

		@Actor
		public void timeOut() {
			this.call.completeExceptionally(Racers.FAILURE);
		}

		@Arbiter
		public void count(IIZ_Result r) {
			r.r1 = (int) this.racers.breaker.totals().success();
			r.r2 = (int) this.racers.breaker.totals().failure();
			r.r3 = this.call.isCompletedExceptionally();
		}

	}

}
