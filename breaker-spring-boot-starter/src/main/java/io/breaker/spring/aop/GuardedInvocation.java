package io.breaker.spring.aop;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

import io.breaker.Breaker;
import io.breaker.GuardedCall;

/**
 * One invocation of a guarded method: the call to the callee, and what answers in its
 * place. The only object that a guarded call needs.
 *
 * @since 0.1.0
 */
public final class GuardedInvocation implements GuardedCall<@Nullable Object, Throwable> {

	private final GuardedMethod guarded;

	private final MethodInvocation invocation;

	private final @Nullable Breaker judge;

	GuardedInvocation(GuardedMethod guarded, MethodInvocation invocation) {
		this(guarded, invocation, null);
	}

	/**
	 * Creates an invocation whose fallbacks belong to a breaker that does not make the
	 * call itself.
	 */
	GuardedInvocation(GuardedMethod guarded, MethodInvocation invocation, @Nullable Breaker judge) {
		this.guarded = guarded;
		this.invocation = invocation;
		this.judge = judge;
	}

	/**
	 * Makes the call. An invocation can proceed once; one that may proceed later or again
	 * needs a copy for each time.
	 */
	@Override
	public @Nullable Object call() throws Throwable {
		if (this.guarded.adapter().defers() && this.invocation instanceof ProxyMethodInvocation proxied) {
			return proxied.invocableClone().proceed();
		}
		return this.invocation.proceed();
	}

	/**
	 * Returns the type that callers of the guarded method expect.
	 * @return the return type, as far as generics tell
	 */
	public Class<?> returnType() {
		return this.guarded.returnType();
	}

	/**
	 * Tells whether the method is a suspending function of Kotlin, whose callers are
	 * given a publisher whatever it returns.
	 * @return whether it suspends
	 */
	public boolean suspends() {
		return this.guarded.suspends();
	}

	/**
	 * Tells whether there is any fallback at all.
	 * @return whether {@link #rescue} and {@link #answer} need be asked
	 */
	public boolean hasFallbacks() {
		return !this.guarded.fallbacks().isEmpty();
	}

	/**
	 * Starts to look for an answer in place of the callee's.
	 * @param caller the breaker that made the call, which counts what becomes of each
	 * fallback
	 * @param failure what the call ended with
	 * @return the fallbacks for such a failure, one after the other
	 */
	public Rescue rescue(Breaker caller, Throwable failure) {
		Breaker breaker = (this.judge != null) ? this.judge : caller;
		return new Rescue(this, this.guarded.fallbacks().chain(), breaker, failure);
	}

	/**
	 * Answers in place of the callee, at once.
	 * @param caller the breaker that made the call, which counts what becomes of each
	 * fallback
	 * @param failure what the call ended with
	 * @return what the guarded method returns
	 * @throws Throwable the failure itself where no fallback answers for it; what the
	 * last fallback threw, with the failure as suppressed, where all fail
	 */
	public @Nullable Object answer(Breaker caller, Throwable failure) throws Throwable {
		Rescue rescue = rescue(caller, failure);
		while (rescue.hasNext()) {
			try {
				Object answer = this.guarded.adapter().adapt(rescue.next(), returnType());
				rescue.succeeded();
				return answer;
			}
			catch (Throwable ex) {
				rescue.failed(ex);
			}
		}
		throw rescue.failure();
	}

	@Nullable Object call(Fallback fallback, Throwable failure) throws Throwable {
		return fallback.call(this.invocation.getThis(), this.invocation.getArguments(), failure);
	}

}
