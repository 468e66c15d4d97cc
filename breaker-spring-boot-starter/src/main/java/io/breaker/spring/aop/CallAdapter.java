package io.breaker.spring.aop;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;

import io.breaker.Breaker;
import io.breaker.GuardedCall;

/**
 * How a kind of return type is guarded. A bean of this type is asked before the adapters
 * for values and futures, and so is one that {@code META-INF/spring.factories} lists.
 * Needed while proxies are made, and therefore never one itself.
 *
 * @since 0.1.0
 */
public interface CallAdapter extends AopInfrastructureBean {

	/**
	 * Tells whether this adapter guards a method.
	 * @param method the method
	 * @param returnType its return type, as far as generics tell
	 * @return whether it does
	 */
	boolean supports(Method method, Class<?> returnType);

	/**
	 * Tells whether the call is made later than when the method is called, perhaps more
	 * than once.
	 * @return whether each subscription makes a call of its own
	 */
	default boolean defers() {
		return false;
	}

	/**
	 * Makes a guarded call.
	 * @param breaker the breaker
	 * @param invocation the call, and what answers when it is rejected or fails
	 * @return what the method returns to its caller
	 * @throws Throwable what the method throws to its caller
	 */
	@Nullable Object call(Breaker breaker, GuardedInvocation invocation) throws Throwable;

	/**
	 * Turns the answer of a fallback into what the method returns.
	 * @param answer a value, or something asynchronous
	 * @param returnType the type that callers expect
	 * @return the same as the type that is expected
	 * @throws Throwable what the answer failed with, where that is known by now
	 */
	@Nullable Object adapt(@Nullable Object answer, Class<?> returnType) throws Throwable;

	/**
	 * Makes a call that is disturbed. Unless an adapter knows better, the caller waits.
	 * @param call the call
	 * @param disturbance what keeps it
	 * @return what the call returns
	 * @throws Throwable what the call throws
	 */
	default @Nullable Object disturbed(GuardedCall<@Nullable Object, Throwable> call, Disturbance disturbance)
			throws Throwable {
		disturbance.pass();
		return call.call();
	}

}
