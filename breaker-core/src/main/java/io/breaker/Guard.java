package io.breaker;

import io.breaker.config.BreakerMode;
import io.breaker.config.FailureRules;
import io.breaker.config.Verdict;
import io.breaker.event.Evidence;
import io.breaker.event.Outcome;
import io.breaker.event.Trigger;
import io.breaker.window.Kind;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in and settles them: the path of every call, whatever its style.
 */
final class Guard {

	/**
	 * The start of a call whose duration nobody asks for.
	 */
	private static final long UNMEASURED = Long.MIN_VALUE;

	private static final Trigger[] TRIGGERS = { Trigger.EVIDENCE, Trigger.FAILURE_RATE, Trigger.SLOW_CALL_RATE,
			Trigger.CONSECUTIVE_FAILURES };

	private final Machine machine;

	private final Complaint complaint;

	Guard(Machine machine) {
		this.machine = machine;
		this.complaint = new Complaint("A predicate or function in the settings", machine.name, machine.time);
	}

	/**
	 * Lets a call in.
	 * @return what lets it in, to be settled once
	 * @throws CallRejectedException if the call is turned away
	 */
	Admission admit() {
		State present = this.machine.present();
		long now = 0;
		if (present.timed) {
			now = this.machine.time.nanoTime();
			present = this.machine.presentAt(now);
		}
		Admission admission = present.admit(now);
		if (admission == null) {
			return turnAway(present, now);
		}
		if (admission instanceof Trial) {
			this.machine.wakeUpInTime();
		}
		return admission;
	}

	private Admission turnAway(State present, long now) {
		boolean observes = present.terms.mode == BreakerMode.OBSERVE;
		Outcome outcome = observes ? Outcome.WOULD_REJECT : Outcome.REJECTED;
		this.machine.totals.add(outcome);
		if (this.machine.audience.hearsCalls()) {
			this.machine.audience.tellCall(this.machine.name, outcome, 0);
		}
		if (this.machine.audience.hearsRejections()) {
			this.machine.audience.tellRejection(this.machine.name, outcome);
		}
		if (observes) {
			return Admission.UNCOUNTED;
		}
		throw new CallRejectedException(this.machine.name, present, present.retryAfter(now));
	}

	/**
	 * Reads the clock if the duration of a call matters to anybody.
	 */
	long start(Admission admission) {
		if (!admission.measured && !this.machine.audience.hearsCalls()) {
			return UNMEASURED;
		}
		long now = this.machine.time.nanoTime();
		return (now != UNMEASURED) ? now : now + 1;
	}

	/**
	 * Settles a call that returned.
	 */
	void returned(Admission admission, long start, @Nullable Object result) {
		State present = this.machine.present();
		if (present == admission && present.calm && start == UNMEASURED) {
			this.machine.totals.add(Outcome.SUCCESS);
			return;
		}
		boolean failed = present.terms.judgesResults && isFailure(present, result);
		settle(admission, failed ? Verdict.FAILURE : Verdict.SUCCESS, start, null, failed ? result : null);
	}

	/**
	 * Settles a call whose duration says nothing, since the caller decided when it ended.
	 */
	void answered(Admission admission, long start) {
		settle(admission, Verdict.SUCCESS, UNMEASURED, null, null);
		if (start != UNMEASURED && admission != Admission.UNCOUNTED && this.machine.audience.hearsCalls()) {
			this.machine.audience.tellCall(this.machine.name, Outcome.SUCCESS, this.machine.time.nanoTime() - start);
		}
	}

	/**
	 * Settles a call that threw.
	 * @return what its end means
	 */
	Verdict threw(Admission admission, long start, Throwable failure) {
		Verdict verdict = judge(failure);
		settle(admission, verdict, start, FailureRules.peel(failure), null);
		return verdict;
	}

	/**
	 * Settles a call whose end says nothing.
	 */
	void neutral(Admission admission, long start, Verdict verdict) {
		settle(admission, verdict, start, null, null);
	}

	private void settle(Admission admission, Verdict verdict, long start, @Nullable Throwable failure,
			@Nullable Object badResult) {
		if (admission == Admission.UNCOUNTED) {
			return;
		}
		State present = this.machine.present();
		boolean measured = start != UNMEASURED;
		boolean dated = measured || verdict == Verdict.FAILURE || present.isDated();
		long now = dated ? this.machine.time.nanoTime() : 0;
		boolean slow = measured && present.terms.isSlow(now - start);
		Outcome outcome = outcome(verdict, slow);
		this.machine.totals.add(outcome);
		if (present.timed) {
			present = this.machine.presentAt(now);
		}
		if (present.period == admission.period) {
			count(present, admission, verdict, slow, now, failure, badResult);
		}
		else if (outcome == Outcome.SUCCESS) {
			this.machine.totals.addLateSuccess();
		}
		if (measured && this.machine.audience.hearsCalls()) {
			this.machine.audience.tellCall(this.machine.name, outcome, now - start);
		}
	}

	private void count(State present, Admission admission, Verdict verdict, boolean slow, long now,
			@Nullable Throwable failure, @Nullable Object badResult) {
		if (verdict == Verdict.IGNORED || verdict == Verdict.CANCELLED) {
			present.giveBack(admission, now);
			return;
		}
		boolean failed = verdict == Verdict.FAILURE;
		long asked = 0;
		if (failed) {
			Object witness = (failure != null) ? failure : badResult;
			this.machine.failures.add((witness != null) ? witness.getClass() : Object.class, now);
			asked = (failure != null && admission instanceof Trial) ? askedWait(present, failure) : 0;
		}
		int kind = (failed ? Kind.FAILURE : Kind.SUCCESS) | (slow ? Kind.SLOW : 0);
		Trip trip = present.count(admission, kind, now, failed ? failure : null, asked);
		if (trip != null) {
			this.machine.open(admission.period, evidence(trip), failed ? failure : null,
					(failed && failure != null) ? askedWait(present, failure) : 0);
		}
		else if (admission instanceof Trial) {
			this.machine.presentAt(now);
			this.machine.wakeUpInTime();
		}
	}

	private static Evidence evidence(Trip trip) {
		return new Evidence(TRIGGERS[trip.rule().ordinal()], trip.bad(), trip.calls());
	}

	private static Outcome outcome(Verdict verdict, boolean slow) {
		return switch (verdict) {
			case SUCCESS -> slow ? Outcome.SLOW_SUCCESS : Outcome.SUCCESS;
			case FAILURE -> slow ? Outcome.SLOW_FAILURE : Outcome.FAILURE;
			case IGNORED -> Outcome.IGNORED;
			case CANCELLED -> Outcome.CANCELLED;
		};
	}

	/**
	 * Judges an exception. When a predicate fails, the call counts as failed.
	 */
	Verdict judge(Throwable failure) {
		try {
			return this.machine.present().terms.settings.failureRules().judge(failure);
		}
		catch (Throwable broken) {
			this.complaint.about(broken);
			return Verdict.FAILURE;
		}
	}

	/**
	 * Judges a result. When the predicate fails, the call counts as succeeded.
	 */
	private boolean isFailure(State present, @Nullable Object result) {
		try {
			return present.terms.settings.failureRules().isFailure(result);
		}
		catch (Throwable broken) {
			this.complaint.about(broken);
			return false;
		}
	}

	private long askedWait(State present, Throwable failure) {
		try {
			return present.terms.settings.failureRules().askedWait(failure);
		}
		catch (Throwable broken) {
			this.complaint.about(broken);
			return 0;
		}
	}

}
