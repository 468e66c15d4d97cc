package io.breaker.spring.aspectj;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.DeclarePrecedence;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

import io.breaker.spring.aop.WovenCalls;

/**
 * The aspect that is woven into methods with
 * {@link io.breaker.spring.CircuitBreaker @CircuitBreaker}, on themselves or on their
 * class. Never a bean: weave it, and set {@code breaker.aspect-mode} to {@code aspectj}.
 * <p>
 * AspectJ sees neither annotations on annotations nor those that a method inherits. While
 * no application context with this mode is up, woven methods run as if they were not
 * guarded. Other aspects are around this one: what is inside may run later and again,
 * once for each subscription, and AspectJ can repeat only the body of the method.
 *
 * @since 0.1.0
 */
@Aspect
@DeclarePrecedence("*, io.breaker.spring.aspectj.BreakerAspect")
public final class BreakerAspect {

	private static final BreakerAspect INSTANCE = new BreakerAspect();

	private BreakerAspect() {
	}

	/**
	 * Returns the aspect. Woven code calls this; as it stands here, the aspect itself
	 * need not be woven.
	 * @return the only one
	 */
	public static BreakerAspect aspectOf() {
		return INSTANCE;
	}

	/**
	 * Tells whether there is an aspect.
	 * @return always
	 */
	public static boolean hasAspect() {
		return true;
	}

	/**
	 * Makes a call through its breaker.
	 * @param call the call
	 * @return what the caller gets
	 * @throws Throwable what the caller gets instead
	 */
	@Around("execution(@io.breaker.spring.CircuitBreaker * *(..))"
			+ " || execution(!private !static * (@io.breaker.spring.CircuitBreaker *).*(..))")
	public @Nullable Object guard(ProceedingJoinPoint call) throws Throwable {
		MethodSignature signature = (MethodSignature) call.getSignature();
		Object target = call.getTarget();
		WovenCalls calls = WovenContexts.callsOf(target, signature.getDeclaringType());
		return (calls != null) ? calls.call(signature.getMethod(), target, call.getArgs(), call::proceed)
				: call.proceed();
	}

}
