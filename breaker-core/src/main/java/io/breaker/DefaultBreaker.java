package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Verdict;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.Evidence;
import io.breaker.event.Incident;
import io.breaker.event.ModeOverride;
import io.breaker.event.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * The breaker: the styles of calling it, and what people can see and do.
 */
final class DefaultBreaker implements Breaker {

	private final Machine machine;

	private final Guard guard;

	DefaultBreaker(Machine machine) {
		this.machine = machine;
		this.guard = new Guard(machine);
	}

	@Override
	public String name() {
		return this.machine.name;
	}

	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call) throws X {
		Admission admission = this.guard.admit();
		long start = this.guard.start(admission);
		T result;
		try {
			result = call.call();
		}
		catch (Throwable ex) {
			this.guard.threw(admission, start, ex);
			throw ex;
		}
		this.guard.returned(admission, start, result);
		return result;
	}

	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call,
			Function<? super Exception, ? extends T> fallback) throws X {
		Admission admission;
		try {
			admission = this.guard.admit();
		}
		catch (CallRejectedException ex) {
			return answer(fallback, ex);
		}
		long start = this.guard.start(admission);
		T result;
		try {
			result = call.call();
		}
		catch (Throwable ex) {
			boolean failed = this.guard.threw(admission, start, ex) == Verdict.FAILURE;
			if (failed && ex instanceof Exception failure) {
				return answer(fallback, failure);
			}
			throw ex;
		}
		this.guard.returned(admission, start, result);
		return result;
	}

	private <T extends @Nullable Object> T answer(Function<? super Exception, ? extends T> fallback,
			Exception original) {
		T answer;
		try {
			answer = fallback.apply(original);
		}
		catch (Throwable ex) {
			countFallback(false);
			Suppressed.attach(ex, original);
			throw ex;
		}
		countFallback(true);
		return answer;
	}

	@Override
	public <X extends Throwable> void run(GuardedAction<X> action) throws X {
		this.<@Nullable Void, X>call(() -> {
			action.run();
			return null;
		});
	}

	@Override
	public <T extends @Nullable Object> T get(Supplier<T> supplier) {
		return this.<T, RuntimeException>call(supplier::get);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> callAsync(
			Supplier<? extends @Nullable CompletionStage<T>> supplier) {
		Admission admission;
		try {
			admission = this.guard.admit();
		}
		catch (CallRejectedException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		long start = this.guard.start(admission);
		CompletionStage<T> stage = GuardedFuture.start(supplier);
		if (GuardedFuture.hasSucceeded(stage)) {
			CompletableFuture<T> done = stage.toCompletableFuture();
			this.guard.returned(admission, start, done.getNow(null));
			return done;
		}
		return GuardedFuture.of(new CallPermit(this.guard, admission, start), stage);
	}

	@Override
	public Permit acquire() {
		Admission admission = this.guard.admit();
		return new CallPermit(this.guard, admission, this.guard.start(admission));
	}

	@Override
	public Optional<Permit> tryAcquire() {
		try {
			return Optional.of(acquire());
		}
		catch (CallRejectedException ex) {
			return Optional.empty();
		}
	}

	@Override
	public Verdict judge(Throwable failure) {
		return this.guard.judge(failure);
	}

	@Override
	public void countFallback(boolean succeeded) {
		this.machine.totals.addFallback(succeeded);
		this.machine.audience.tellFallback(this.machine.name, succeeded);
	}

	@Override
	public BreakerState state() {
		return present().kind();
	}

	@Override
	public BreakerMode mode() {
		return present().terms.mode;
	}

	@Override
	public BreakerSettings settings() {
		return present().terms.settings;
	}

	@Override
	public BreakerSnapshot snapshot() {
		return Snapshots.take(this.machine);
	}

	@Override
	public CallTotals totals() {
		return this.machine.totals.calls();
	}

	@Override
	public long transitions(BreakerState from, BreakerState to) {
		return this.machine.present().journey.moves(from, to);
	}

	@Override
	public List<Incident> incidents() {
		long now = this.machine.time.nanoTime();
		this.machine.presentAt(now);
		return this.machine.incidents.newestFirst(now);
	}

	private State present() {
		return this.machine.presentAt(this.machine.time.nanoTime());
	}

	@Override
	public void overrideMode(BreakerMode mode, Intervention intervention) {
		this.machine.intervene((present, now, die) -> {
			Instant since = this.machine.time.now();
			Duration duration = intervention.duration();
			ModeOverride override = new ModeOverride(mode, intervention.actor(), intervention.reason(), since,
					(duration != null) ? since.plus(duration) : null);
			return Change.override(this.machine, present, override, intervention, now);
		});
	}

	@Override
	public void dropOverride(Intervention intervention) {
		this.machine.intervene((present, now, die) -> (present.terms.override != null)
				? Change.dropOverride(this.machine, present, intervention, now, now) : null);
	}

	@Override
	public void reset(Intervention intervention) {
		Evidence evidence = new Evidence(Trigger.RESET, 0, 0);
		this.machine.intervene((present, now, die) -> Change.move(this.machine, present,
				new Move(present.reset(now), evidence), intervention, now));
	}

	@Override
	public void moveTo(BreakerState state, Intervention intervention) {
		Evidence evidence = new Evidence(Trigger.OPERATOR, 0, 0);
		this.machine.intervene((present, now, die) -> {
			if (present.kind() == state) {
				return null;
			}
			refuseImpossible(present, state);
			Outage none = new Outage(evidence, Cause.NONE, 0, 0);
			Outage outage = (present.outage() != null) ? present.outage() : none;
			State to = present.moved(state, evidence, outage, now, die.roll());
			return Change.move(this.machine, present, new Move(to, evidence), intervention, now);
		});
	}

	private void refuseImpossible(State present, BreakerState target) {
		if (present.terms.mode.rests()) {
			throw new IllegalStateException(
					"Circuit breaker '%s' cannot move from %s to %s: its mode is %s, and it rests".formatted(name(),
							present.kind(), target, present.terms.mode));
		}
		if (!present.kind().successors().contains(target)) {
			throw new IllegalStateException("Circuit breaker '%s' cannot move from %s to %s; it can move to %s"
				.formatted(name(), present.kind(), target, present.kind().successors()));
		}
	}

	@Override
	public void change(UnaryOperator<BreakerSettings> change, Intervention intervention) {
		refuseEnd(intervention);
		this.machine.intervene((present, now, die) -> Change.settings(this.machine, present,
				change.apply(present.terms.settings), intervention, now));
	}

	/**
	 * Refuses an intervention that ends, where there is nothing that could end.
	 */
	static void refuseEnd(Intervention intervention) {
		if (intervention.duration() != null) {
			throw new InvalidSettingException("for", "be absent, since settings hold until they are changed again,",
					intervention.duration(), null);
		}
	}

	@Override
	public void addListener(BreakerListener listener) {
		this.machine.audience.add(listener);
	}

	@Override
	public boolean removeListener(BreakerListener listener) {
		return this.machine.audience.remove(listener);
	}

	/**
	 * Returns what moves this breaker, for its registry.
	 */
	Machine machine() {
		return this.machine;
	}

	@Override
	public String toString() {
		return "Breaker '" + name() + "' " + this.machine.present().kind();
	}

}
