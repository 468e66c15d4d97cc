package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * What no breaker can do without: counting a call, and a look at the clock before and
 * after it where durations matter.
 */
public class Limits extends CallPath {

	/**
	 * What is measured.
	 */
	@Param
	public Subject subject;

	@Override
	Contender contender() {
		return this.subject.contender.get();
	}

	@Override
	boolean isExpected(Object result) {
		return result == Callee.answer();
	}

	/**
	 * What is done around a call.
	 */
	public enum Subject {

		/** A striped counter. */
		LONG_ADDER(LimitCalls::count),
		/**
		 * One number for all threads: a cache line that goes from processor to processor.
		 */
		ATOMIC_LONG(LimitCalls::countTogether),
		/** One reading of the clock. */
		NANO_TIME(LimitCalls::date),
		/** Two readings of the clock and a striped counter. */
		TWO_NANO_TIMES_LONG_ADDER(LimitCalls::measureAndCount);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
