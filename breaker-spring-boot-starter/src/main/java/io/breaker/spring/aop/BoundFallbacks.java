package io.breaker.spring.aop;

import java.util.List;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.config.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The fallbacks of a guarded method, bound to the object and the arguments of one call.
 *
 * @since 0.1.0
 */
public final class BoundFallbacks {

	private final GuardedMethod guarded;

	private final Object target;

	private final @Nullable Object[] arguments;

	private final @Nullable Breaker judge;

	BoundFallbacks(GuardedMethod guarded, Object target, @Nullable Object[] arguments) {
		this(guarded, target, arguments, null);
	}

	/**
	 * Creates fallbacks of a breaker that does not make the call itself.
	 */
	BoundFallbacks(GuardedMethod guarded, Object target, @Nullable Object[] arguments, @Nullable Breaker judge) {
		this.guarded = guarded;
		this.target = target;
		this.arguments = arguments;
		this.judge = judge;
	}

	/**
	 * Tells whether there is any fallback at all.
	 * @return whether {@link #answer} need be asked
	 */
	public boolean exist() {
		return !this.guarded.fallbacks().isEmpty();
	}

	/**
	 * Returns the type that callers of the guarded method expect.
	 * @return the declared return type
	 */
	public Class<?> returnType() {
		return this.guarded.method().getReturnType();
	}

	/**
	 * Answers in place of the callee.
	 * @param caller the breaker that made the call, which counts what becomes of it
	 * @param failure what the call ended with
	 * @return what the guarded method returns
	 * @throws Throwable the failure itself where no fallback answers for it; what the
	 * last fallback threw, with the failure as suppressed, where all fail
	 */
	public @Nullable Object answer(Breaker caller, Throwable failure) throws Throwable {
		Breaker breaker = (this.judge != null) ? this.judge : caller;
		if (!exist() || !isFailure(breaker, failure)) {
			throw failure;
		}
		Throwable last = failure;
		for (List<Fallback> methods : this.guarded.fallbacks().chain()) {
			Fallback fallback = Fallbacks.nearest(methods, failure);
			if (fallback == null) {
				continue;
			}
			try {
				Object answer = fallback.call(this.target, this.arguments, failure);
				breaker.countFallback(true);
				return this.guarded.adapter().adapt(answer, this.guarded.method().getReturnType());
			}
			catch (Throwable ex) {
				breaker.countFallback(false);
				if (ex != last) {
					ex.addSuppressed(last);
				}
				last = ex;
			}
		}
		throw last;
	}

	private static boolean isFailure(Breaker breaker, Throwable failure) {
		return failure instanceof CallRejectedException || breaker.judge(failure) == Verdict.FAILURE;
	}

}
