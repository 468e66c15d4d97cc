package io.breaker.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One path of a call. Every contender runs in a JVM of its own and is called in the same
 * way, so what the harness adds is the same for all. JMH consumes what the call returns.
 * A contender that did not do what the path claims fails the run.
 * <p>
 * JMH counts the calls of all threads together. It could as well average how long each
 * thread took for a call; but then one thread of 64 that hardly got a processor outweighs
 * all others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class CallPath {

	private Contender contender;

	/**
	 * Makes the contender that is measured.
	 */
	abstract Contender contender();

	/**
	 * Tells whether a call on this path ends like this.
	 */
	abstract boolean isExpected(Object result) throws Exception;

	/**
	 * Makes the contender before the first call.
	 */
	@Setup(Level.Trial)
	public void prepare() {
		this.contender = contender();
	}

	/**
	 * Makes one call.
	 * @return what came of it
	 * @throws Exception if the contender is not on its path
	 */
	@Benchmark
	public Object call() throws Exception {
		return this.contender.call().call();
	}

	/**
	 * Fails unless the breaker is still on the path it was measured on.
	 * @throws Exception if the contender is not on its path
	 */
	@TearDown(Level.Trial)
	public void check() throws Exception {
		Object result = call();
		if (!isExpected(result)) {
			throw new IllegalStateException("This path does not end with " + result);
		}
		if (!this.contender.isInState().getAsBoolean()) {
			throw new IllegalStateException("The breaker is not in the state that was to be measured");
		}
	}

}
