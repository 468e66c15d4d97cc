package io.breaker.spring.aspectj;

import java.util.concurrent.atomic.AtomicInteger;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/**
 * An aspect of a user on the same methods.
 */
@Aspect
public final class OtherAspect {

	static final AtomicInteger SEEN = new AtomicInteger();

	private static final OtherAspect INSTANCE = new OtherAspect();

	/**
	 * Returns the aspect.
	 */
	public static OtherAspect aspectOf() {
		return INSTANCE;
	}

	/**
	 * Tells whether there is an aspect.
	 */
	public static boolean hasAspect() {
		return true;
	}

	@Around("execution(public * io.breaker.spring.aspectj.woven.Inventory.stock(..))"
			+ " || execution(public * io.breaker.spring.aspectj.woven.Inventory.mono(..))")
	public Object count(ProceedingJoinPoint call) throws Throwable {
		SEEN.incrementAndGet();
		return call.proceed();
	}

}
