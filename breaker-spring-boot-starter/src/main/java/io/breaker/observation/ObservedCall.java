package io.breaker.observation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.config.FailureRules;
import io.breaker.event.Outcome;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one call, from its start to its only end. Nothing here throws.
 */
final class ObservedCall {

	private final Breaker breaker;

	private final BreakerCallContext context;

	private final Consumer<Throwable> complaint;

	private final AtomicBoolean ended = new AtomicBoolean();

	private Observation observation = Observation.NOOP;

	private Observation.@Nullable Scope scope;

	ObservedCall(Breaker breaker, BreakerCallContext context, Consumer<Throwable> complaint) {
		this.breaker = breaker;
		this.context = context;
		this.complaint = complaint;
	}

	void begin(Supplier<Observation> source) {
		harmlessly(() -> {
			this.observation = source.get().start();
			this.scope = this.observation.openScope();
		});
	}

	/**
	 * Leaves the thread that made the call, while the call goes on. On the same thread as
	 * {@link #begin}.
	 */
	void leave() {
		Observation.Scope scope = this.scope;
		this.scope = null;
		if (scope != null) {
			harmlessly(scope::close);
		}
	}

	void returned(@Nullable Object result) {
		end(isFailure(result) ? Outcome.FAILURE : Outcome.SUCCESS, null);
	}

	void threw(Throwable failure) {
		if (failure instanceof CallRejectedException rejection && rejection.breaker().equals(this.context.breaker())) {
			end(Outcome.REJECTED, rejection);
			return;
		}
		Outcome outcome = switch (this.breaker.judge(failure)) {
			case SUCCESS -> Outcome.SUCCESS;
			case FAILURE -> Outcome.FAILURE;
			case IGNORED -> Outcome.IGNORED;
			case CANCELLED -> Outcome.CANCELLED;
		};
		end(outcome, FailureRules.peel(failure));
	}

	void end(Outcome outcome, @Nullable Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		leave();
		harmlessly(() -> {
			this.context.end(outcome);
			if (failure != null) {
				this.observation.error(failure);
			}
		});
		harmlessly(this.observation::stop);
	}

	private boolean isFailure(@Nullable Object result) {
		try {
			FailureRules rules = this.breaker.settings().failureRules();
			return rules.judgesResults() && rules.isFailure(result);
		}
		catch (Throwable ex) {
			return false;
		}
	}

	private void harmlessly(Runnable work) {
		try {
			work.run();
		}
		catch (Throwable ex) {
			this.complaint.accept(ex);
		}
	}

}
