package io.breaker.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.alibaba.csp.sentinel.AsyncEntry;
import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;

/**
 * Calls through Sentinel.
 */
final class SentinelCalls {

	/*
	 * Fair to Sentinel: one resource, one rule on it, no context of its own, no other
	 * rules. It does more than a breaker: the statistics of all its other rules are kept
	 * on every entry, it cannot do without, and a block is logged. Its state cannot be
	 * asked for, so passing and blocking is what is checked.
	 */

	static final String RESOURCE = "benchmark";

	private static final int OPENING_CALLS = 200;

	private SentinelCalls() {
	}

	static Contender closed() {
		prepare();
		return passing(() -> guarded(Callee::answer));
	}

	static Contender failing() {
		prepare();
		return passing(() -> {
			try {
				return guarded(Callee::answerOrFail);
			}
			catch (Callee.Failure ex) {
				return ex;
			}
		});
	}

	static Contender rejected() {
		open();
		return blocking(() -> {
			try {
				return guarded(Callee::forbidden);
			}
			catch (BlockException ex) {
				return ex;
			}
		});
	}

	static Contender rejectedWithFallback() {
		open();
		return blocking(() -> {
			try {
				return guarded(Callee::forbidden);
			}
			catch (BlockException ex) {
				return Callee.answer();
			}
		});
	}

	static Contender async() {
		prepare();
		return passing(() -> guardedAsync());
	}

	private static Object guarded(Callable<Object> call) throws Exception {
		Entry entry = SphU.entry(RESOURCE);
		try {
			return call.call();
		}
		catch (Exception ex) {
			Tracer.traceEntry(ex, entry);
			throw ex;
		}
		finally {
			entry.exit();
		}
	}

	private static CompletableFuture<Object> guardedAsync() throws BlockException {
		AsyncEntry entry = SphU.asyncEntry(RESOURCE);
		return Callee.answerAsync().whenComplete((result, failure) -> {
			if (failure != null) {
				Tracer.traceEntry(failure, entry);
			}
			entry.exit();
		});
	}

	private static Contender passing(Callable<?> call) {
		return new Contender(call, () -> !isBlocked());
	}

	private static Contender blocking(Callable<?> call) {
		return new Contender(call, SentinelCalls::isBlocked);
	}

	private static boolean isBlocked() {
		try {
			SphU.entry(RESOURCE).exit();
			return false;
		}
		catch (BlockException ex) {
			return true;
		}
	}

	/**
	 * Calls an annotated method of a bean.
	 */
	static Contender annotated() {
		prepare();
		AnnotatedBeans.Sentinel bean = AnnotatedBeans.sentinel();
		return passing(bean::answer);
	}

	static Contender annotatedRejectedWithFallback() {
		open();
		AnnotatedBeans.Sentinel bean = AnnotatedBeans.sentinel();
		return blocking(bean::forbidden);
	}

	/**
	 * Opens the only way there is, by failures.
	 */
	private static void open() {
		prepare();
		for (int i = 0; i < OPENING_CALLS; i++) {
			try {
				guarded(() -> {
					throw new Callee.Failure();
				});
			}
			catch (Exception ex) {
				// A failure first, and a block when it has opened.
			}
		}
	}

	/**
	 * Sets the rule, and keeps what Sentinel logs and greets with out of the way.
	 */
	private static void prepare() {
		PrintStream out = System.out;
		try {
			System.setProperty("csp.sentinel.log.dir", Files.createTempDirectory("sentinel").toString());
			System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
			loadRule();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			System.setOut(out);
		}
	}

	private static void loadRule() {
		DegradeRuleManager
			.loadRules(List.of(new DegradeRule(RESOURCE).setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
				.setCount(0.5)
				.setMinRequestAmount(100)
				.setStatIntervalMs(10_000)
				.setTimeWindow(3600)));
	}

}
