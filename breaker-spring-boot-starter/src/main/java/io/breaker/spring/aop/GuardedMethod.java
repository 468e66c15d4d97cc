package io.breaker.spring.aop;

import java.lang.reflect.Method;

/**
 * A method that is guarded: by which breaker, how, and what answers in its place.
 *
 * @param method the method
 * @param type the class it was found in
 * @param result what it returns
 * @param breaker the name of the breaker
 * @param named whether the annotation names the breaker
 * @param handle has the breaker at hand
 * @param adapter how its return type is guarded
 * @param fallbacks what answers in its place
 */
record GuardedMethod(Method method, Class<?> type, Result result, String breaker, boolean named, BreakerHandle handle,
		CallAdapter adapter, Fallbacks fallbacks) {

	Class<?> returnType() {
		return this.result.type();
	}

	boolean suspends() {
		return this.result.suspends();
	}

	GuardedMethod withoutFallbacks() {
		return new GuardedMethod(this.method, this.type, this.result, this.breaker, this.named, this.handle,
				this.adapter, Fallbacks.NONE);
	}

	String describe() {
		return Signature.withoutResult(this.method);
	}

	GuardDescription description() {
		return new GuardDescription(this.breaker, this.type.getName(), describe(), this.fallbacks.describe(),
				this.fallbacks.answersRejections());
	}

}
