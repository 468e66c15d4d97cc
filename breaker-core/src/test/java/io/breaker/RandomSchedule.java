package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.IncidentEnded;
import io.breaker.event.ModeChanged;
import io.breaker.event.Outcome;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;
import io.breaker.test.ManualTime;
import io.breaker.window.Counts;
import io.breaker.window.NaiveDetector;
import org.jspecify.annotations.Nullable;

/**
 * One random schedule, played on a breaker and on its twin. All that happens follows from
 * the seed. With an even seed the breaker is woken by alarms, with an odd one it is lazy:
 * then the schedule, too, looks at it only now and then.
 */
final class RandomSchedule {

	private static final List<NaivePlan> PLANS = NaivePlan.draw(400);

	private static final NaiveEnding[] ENDINGS = NaiveEnding.values();

	private static final BreakerState[] STATES = BreakerState.values();

	private static final Outcome[] OUTCOMES = Outcome.values();

	private static final BreakerMode[] MODES = BreakerMode.values();

	private static final Intervention OPERATOR = Intervention.by("operator");

	private static final Instant BEGINNING = new ManualTime().now();

	private static final long[] STARTS = { Long.MAX_VALUE, Long.MAX_VALUE - 1_000_000_000L,
			Long.MAX_VALUE - 3_000_000_000L, Long.MIN_VALUE, Long.MIN_VALUE + 1, 0, -1, -2_000_000_000L };

	/** Enough to settle or outwait every trial and to go once around. */
	private static final int STEPS_TO_HEAL = 12;

	private final long seed;

	private final @Nullable List<String> trace;

	private final SplittableRandom random;

	private final boolean woken;

	private final long start;

	private final ManualTime time;

	private final Machine machine;

	private final Breaker breaker;

	private final NaiveBreaker twin;

	private final List<BreakerEvent> events = new ArrayList<>();

	private final List<Held> held = new ArrayList<>();

	private int compared;

	private long elapsed;

	private int die;

	private boolean advancing;

	private @Nullable String late;

	private long trialPeriod;

	private int trials;

	private RandomSchedule(long seed, @Nullable List<String> trace) {
		this.seed = seed;
		this.trace = trace;
		this.random = new SplittableRandom(seed);
		this.woken = seed % 2 == 0;
		this.start = STARTS[this.random.nextInt(STARTS.length)];
		NaivePlan plan = plan();
		this.time = new ManualTime(this.start);
		Audience audience = new Audience(null, this.time);
		this.machine = new Machine("test", plan.settings(), this.time, this.woken ? this.time.alarm() : null,
				() -> this.die, audience);
		this.breaker = new DefaultBreaker(this.machine);
		this.twin = new NaiveBreaker(plan, this.start, () -> this.die);
		if (this.random.nextBoolean()) {
			audience.add(new Throwing());
		}
		audience.add(new Recorder());
		this.machine.begin(new BreakerCreated("test", this.time.now()));
		say(() -> "start " + this.start + (this.woken ? " woken " : " lazy ") + plan);
	}

	/**
	 * Plays a schedule.
	 * @throws AssertionError with all steps if the breaker and its twin disagree
	 */
	static void play(long seed) {
		try {
			new RandomSchedule(seed, null).play();
		}
		catch (Throwable ex) {
			throw replay(seed, ex);
		}
	}

	/**
	 * Plays a schedule again and writes down its steps.
	 */
	private static AssertionError replay(long seed, Throwable first) {
		List<String> steps = new ArrayList<>();
		Throwable failure = first;
		try {
			new RandomSchedule(seed, steps).play();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		return new AssertionError("Schedule " + seed + ", to be played again with RandomSchedule.play(" + seed + "L):\n"
				+ String.join("\n", steps) + "\n" + failure, failure);
	}

	private void play() {
		if (this.random.nextInt(4) == 0) {
			beginWithTrials();
		}
		int steps = 12 + this.random.nextInt(34);
		for (int i = 0; i < steps; i++) {
			step();
			compare(this.woken || this.random.nextInt(3) == 0);
		}
		heal();
		judgeEvents();
	}

	/**
	 * Begins half-open, with several trials under way: few schedules come that far.
	 */
	private void beginWithTrials() {
		NaivePlan plan = plan();
		while (plan.places() < 3 || plan.mode() != BreakerMode.ENFORCE) {
			plan = plan();
		}
		change(plan);
		moveTo(BreakerState.OPEN);
		moveTo(BreakerState.HALF_OPEN);
		hold();
		advance(this.random.nextLong(plan.trialTimeout()));
		hold();
		compare(true);
	}

	private void step() {
		switch (this.random.nextInt(32)) {
			case 0, 1, 2, 3, 4, 5, 6 -> hold();
			case 7, 8, 9, 10, 11, 12 -> call(ending());
			case 13, 14, 15, 16, 17, 18 -> settle();
			case 19 -> settleAgain();
			case 20, 21, 22, 23 -> advanceToEdge();
			case 24, 25 -> advance(this.random.nextLong(1L << this.random.nextInt(36)));
			case 26 -> change(plan());
			case 27 -> moveTo(this.random.nextInt(4) == 0 ? STATES[this.random.nextInt(STATES.length)] : next());
			case 28 -> override();
			case 29 -> dropOverride();
			case 30 -> {
				if (this.random.nextInt(3) == 0) {
					reset();
				}
			}
			default -> compare(true);
		}
	}

	private NaivePlan plan() {
		return PLANS.get(this.random.nextInt(PLANS.size()));
	}

	private NaiveEnding ending() {
		return switch (this.random.nextInt(3)) {
			case 0 -> NaiveEnding.RETURNS;
			case 1 -> NaiveEnding.FAILS;
			default -> ENDINGS[this.random.nextInt(ENDINGS.length)];
		};
	}

	private BreakerState next() {
		List<BreakerState> successors = List.copyOf(this.twin.state().successors());
		return successors.get(this.random.nextInt(successors.size()));
	}

	private void hold() {
		Held permit = acquire();
		if (permit != null) {
			this.held.add(permit);
		}
	}

	private @Nullable Held acquire() {
		say(() -> "acquire");
		Permit permit;
		CallRejectedException rejection = null;
		try {
			permit = this.breaker.acquire();
		}
		catch (CallRejectedException ex) {
			permit = null;
			rejection = ex;
		}
		NaiveBreaker.Leave leave = this.twin.acquire(this.elapsed);
		admittedOrRejected(permit != null, rejection, leave);
		return (permit != null && leave != null) ? new Held(permit, leave) : null;
	}

	private void admittedOrRejected(boolean admitted, @Nullable CallRejectedException rejection,
			NaiveBreaker.@Nullable Leave leave) {
		check("admitted", admitted, leave != null);
		if (rejection != null) {
			Long expected = this.twin.retryAfter(this.elapsed);
			check("retry after", rejection.retryAfter().map(Duration::toNanos).orElse(null), expected);
			check("rejected in", rejection.state(), this.twin.state());
			check("rejected by", rejection.mode(), this.twin.mode());
		}
		if (leave != null && leave.isTrial()) {
			countTrial(leave);
		}
	}

	/**
	 * Counts trials apart from the twin.
	 */
	private void countTrial(NaiveBreaker.Leave leave) {
		if (this.trialPeriod != leave.period()) {
			this.trialPeriod = leave.period();
			this.trials = 0;
		}
		this.trials++;
		if (this.trials > this.twin.plan().places()) {
			fail("trials in one period", this.trials, this.twin.plan().places());
		}
	}

	private void call(NaiveEnding ending) {
		say(() -> "call " + ending);
		if (ending.needsPermit()) {
			Held permit = acquire();
			if (permit != null) {
				settle(permit, ending);
			}
			return;
		}
		boolean admitted = true;
		CallRejectedException rejection = null;
		Object end;
		try {
			end = this.breaker.call(ending::call);
		}
		catch (CallRejectedException ex) {
			admitted = false;
			rejection = ex;
			end = null;
		}
		catch (Throwable ex) {
			end = ex;
		}
		NaiveBreaker.Leave leave = this.twin.acquire(this.elapsed);
		admittedOrRejected(admitted, rejection, leave);
		if (leave != null) {
			check("what the caller sees", end, ending.end());
			countGivenBack(leave, ending);
			this.twin.settle(leave, ending, this.elapsed);
		}
	}

	private void countGivenBack(NaiveBreaker.Leave leave, NaiveEnding ending) {
		boolean neutral = switch (ending.verdict(this.twin.plan())) {
			case IGNORED, CANCELLED -> true;
			case SUCCESS, FAILURE -> false;
		};
		boolean inTime = this.elapsed < leave.start() + this.twin.plan().trialTimeout();
		if (neutral && inTime && leave.isTrial() && leave.period() == this.trialPeriod) {
			this.trials--;
		}
	}

	private void settle() {
		if (!this.held.isEmpty()) {
			Held permit = this.held.remove(this.random.nextInt(this.held.size()));
			settle(permit, ending());
			if (this.random.nextInt(6) == 0) {
				say(() -> "again:");
				settle(permit, ending());
			}
		}
	}

	private void settleAgain() {
		Held permit = acquire();
		if (permit != null) {
			settle(permit, ending());
			settle(permit, ending());
		}
	}

	private void settle(Held permit, NaiveEnding ending) {
		say(() -> "settle " + ending + " of period " + permit.leave.period() + " admitted at " + permit.leave.start());
		State before = this.machine.present();
		boolean stale = permit.leave.period() != this.twin.period();
		boolean settled = ending.settle(permit.permit);
		boolean expected = this.twin.settle(permit.leave, ending, this.elapsed);
		check("settled", settled, expected);
		if (settled) {
			countGivenBack(permit.leave, ending);
		}
		if (this.woken && stale && this.machine.present() != before) {
			fail("decided by a stale result", this.machine.present().kind(), before.kind());
		}
	}

	/**
	 * Moves on to a moment around which something changes, or a nanosecond beside it.
	 */
	private void advanceToEdge() {
		List<Long> edges = this.twin.edges(this.elapsed);
		long slow = this.twin.plan().slow();
		if (!this.held.isEmpty() && slow > 0) {
			edges.add(this.held.get(this.held.size() - 1).leave.start() + slow);
		}
		long edge = edges.isEmpty() ? this.elapsed + 1 : edges.get(this.random.nextInt(edges.size()));
		advance(Math.max(0, edge + this.random.nextInt(-1, 2) - this.elapsed));
	}

	private void advance(long nanos) {
		this.elapsed += nanos;
		say(() -> "time " + this.elapsed);
		this.advancing = true;
		this.time.advanceNanos(nanos);
		this.advancing = false;
		this.twin.look(this.elapsed);
	}

	private void change(NaivePlan plan) {
		say(() -> "change to " + plan);
		this.breaker.change(plan.settings(), OPERATOR);
		this.twin.change(plan, this.elapsed);
	}

	private void moveTo(BreakerState target) {
		say(() -> "move to " + target);
		boolean moved = true;
		try {
			this.breaker.moveTo(target, OPERATOR);
		}
		catch (IllegalStateException ex) {
			moved = false;
		}
		check("moved", moved, this.twin.moveTo(target, this.elapsed));
	}

	private void override() {
		BreakerMode mode = MODES[this.random.nextInt(MODES.length)];
		Long lasting = switch (this.random.nextInt(4)) {
			case 0 -> null;
			case 1 -> 1L;
			default -> 1 + this.random.nextLong(5_000_000_000L);
		};
		say(() -> "override " + mode + " for " + lasting);
		this.breaker.overrideMode(mode, (lasting != null) ? OPERATOR.lasting(Duration.ofNanos(lasting)) : OPERATOR);
		this.twin.override(mode, lasting, this.elapsed);
	}

	private void dropOverride() {
		say(() -> "drop override");
		this.breaker.dropOverride(OPERATOR);
		this.twin.dropOverride(this.elapsed);
	}

	private void reset() {
		say(() -> "reset");
		this.breaker.reset(OPERATOR);
		this.twin.reset(this.elapsed);
	}

	/**
	 * Compares what can be seen. A woken breaker must be true to time before anybody
	 * looks at it.
	 * @param looks whether to look at the breaker, which makes a lazy one move
	 */
	private void compare(boolean looks) {
		if (this.late != null) {
			fail("told late", this.late, "in time");
		}
		for (Outcome outcome : OUTCOMES) {
			long real = this.machine.totals.of(outcome);
			if (real != this.twin.total(outcome)) {
				fail("total of " + outcome, real, this.twin.total(outcome));
			}
		}
		if (!looks) {
			return;
		}
		if (this.woken) {
			check("state unlooked at", this.machine.present().kind(), this.twin.state());
		}
		check("state", this.breaker.state(), this.twin.state());
		check("mode", this.breaker.mode(), this.twin.mode());
		State present = this.machine.present();
		if (present.period != this.twin.period()) {
			fail("period", present.period, this.twin.period());
		}
		long retryAfter = present.retryAfter(this.start + this.elapsed);
		check("retry after", (retryAfter != State.NEVER) ? Long.valueOf(retryAfter) : null,
				this.twin.retryAfter(this.elapsed));
		compareEvents();
		if (this.random.nextInt(8) == 0) {
			compareSnapshot();
		}
		if (this.random.nextInt(4) == 0) {
			this.die = switch (this.random.nextInt(4)) {
				case 0 -> -1_000_000;
				case 1 -> 1_000_000;
				default -> this.random.nextInt(-1_000_000, 1_000_001);
			};
			say(() -> "die " + this.die);
		}
	}

	private void compareSnapshot() {
		BreakerSnapshot snapshot = this.breaker.snapshot();
		check("since", snapshot.since(), BEGINNING.plusNanos(this.twin.since()));
		check("openings", snapshot.openings(), this.twin.openings());
		check("not closed", snapshot.notClosed().toNanos(), this.twin.notClosed(this.elapsed));
		if (snapshot.mode() == BreakerMode.DISABLED || snapshot.mode() == BreakerMode.OBSERVE) {
			check("retry after where calls pass", snapshot.retryAfter(), null);
		}
		NaiveDetector detector = this.twin.detector();
		if (detector == null) {
			check("window", snapshot.window(), null);
			return;
		}
		double progress = detector.progress(this.elapsed);
		if (Math.abs(progress - snapshot.evidence()) > 1e-9) {
			fail("evidence", snapshot.evidence(), progress);
		}
		Counts counts = detector.counts(this.elapsed);
		check("window", (snapshot.window() != null) ? snapshot.window().failures() : null,
				(counts != null) ? counts.failures() : null);
		boolean rate = counts != null && counts.calls() >= this.twin.plan().rules().minimumCalls();
		check("failure rate", snapshot.failureRate(), rate ? 100.0 * detector.bad(counts) / counts.calls() : null);
	}

	private void compareEvents() {
		List<NaiveBreaker.Told> told = this.twin.told();
		for (; this.compared < told.size() && this.compared < this.events.size() - 1; this.compared++) {
			BreakerEvent event = this.events.get(this.compared + 1);
			NaiveBreaker.Told expected = told.get(this.compared);
			if (!agree(event, expected) || !event.at().equals(BEGINNING.plusNanos(expected.at()))) {
				fail("event", event, expected);
			}
		}
		check("number of events", this.events.size() - 1, told.size());
	}

	private static boolean agree(BreakerEvent event, NaiveBreaker.Told told) {
		if (event instanceof StateChanged moved) {
			return told.what().equals("moved") && moved.from() == told.from() && moved.to() == told.to()
					&& moved.evidence().trigger() == told.trigger();
		}
		if (event instanceof ModeChanged mode) {
			return told.what().equals("mode") && mode.from() == told.from() && mode.to() == told.to();
		}
		return (event instanceof SettingsChanged && told.what().equals("settings"))
				|| (event instanceof IncidentEnded && told.what().equals("incident ended"));
	}

	/**
	 * With a healthy callee, nobody's hand on it and time, the breaker closes within a
	 * few steps, whatever happened before.
	 */
	private void heal() {
		say(() -> "heal");
		dropOverride();
		while (this.twin.plan().mode() != BreakerMode.ENFORCE) {
			change(plan());
		}
		compare(true);
		for (int i = 0; this.machine.present().kind() != BreakerState.CLOSED && i < STEPS_TO_HEAL; i++) {
			advance(100_000_000_000L);
			for (int calls = 0; calls < 5; calls++) {
				call(NaiveEnding.RETURNS);
			}
			compare(true);
		}
		check("healed", this.machine.present().kind(), BreakerState.CLOSED);
	}

	/**
	 * Holds the events against the picture of the states and against the counts, without
	 * the twin.
	 */
	private void judgeEvents() {
		check("first event", this.events.get(0) instanceof BreakerCreated, true);
		long[][] moves = new long[STATES.length][STATES.length];
		BreakerState at = BreakerState.CLOSED;
		Instant when = BEGINNING;
		for (BreakerEvent event : this.events) {
			check("goes back in time", event.at().isBefore(when), false);
			when = event.at();
			if (event instanceof StateChanged moved) {
				check("from", moved.from(), at);
				at = moved.to();
				moves[moved.from().ordinal()][at.ordinal()]++;
				boolean reset = moved.evidence().trigger() == Trigger.RESET;
				check("arrow", reset ? at == BreakerState.CLOSED : NaiveBreaker.mayFollow(moved.from(), at), true);
			}
		}
		check("last event", at, this.machine.present().kind());
		for (BreakerState from : STATES) {
			for (BreakerState to : STATES) {
				check("transitions", this.breaker.transitions(from, to), moves[from.ordinal()][to.ordinal()]);
			}
		}
		check("at most one alarm", this.time.alarmsSet() <= 1, true);
	}

	private void check(String what, @Nullable Object real, @Nullable Object expected) {
		if (!Objects.equals(real, expected)) {
			fail(what, real, expected);
		}
	}

	private void fail(String what, @Nullable Object real, @Nullable Object expected) {
		throw new AssertionError(what + ": the breaker says " + real + " and should say " + expected);
	}

	private void say(Supplier<String> step) {
		if (this.trace != null) {
			this.trace.add(this.elapsed + " " + step.get());
		}
	}

	@Override
	public String toString() {
		return "schedule " + this.seed;
	}

	/**
	 * A permit and what the twin gave for it.
	 */
	private record Held(Permit permit, NaiveBreaker.Leave leave) {
	}

	/**
	 * Hears everything. What a woken breaker does while time moves, it must do on time.
	 */
	private final class Recorder implements BreakerListener {

		@Override
		public void onEvent(BreakerEvent event) {
			RandomSchedule schedule = RandomSchedule.this;
			schedule.events.add(event);
			if (schedule.advancing && schedule.woken && schedule.late == null
					&& !event.at().equals(schedule.time.now())) {
				schedule.late = event + " at " + schedule.time.now();
			}
		}

	}

	/**
	 * Looks at the breaker from within, and throws.
	 */
	private final class Throwing implements BreakerListener {

		private static final NaiveEnding.Broken BROKEN = new NaiveEnding.Broken("a listener");

		@Override
		public void onEvent(BreakerEvent event) {
			RandomSchedule.this.breaker.state();
			throw BROKEN;
		}

	}

}
