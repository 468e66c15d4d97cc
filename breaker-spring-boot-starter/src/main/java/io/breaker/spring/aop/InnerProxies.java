package io.breaker.spring.aop;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;

/**
 * The proxies inside of a proxy: a bean can have several, one behind the other.
 */
final class InnerProxies {

	private InnerProxies() {
	}

	/**
	 * Tells whether the target of a proxy is a proxy that goes through a breaker itself:
	 * a call counts once, however many proxies it passes.
	 */
	static boolean haveBreaker(@Nullable Object target) {
		return have(target, BreakerAdvisor.class::isInstance);
	}

	/**
	 * Tells whether the target of a proxy is a proxy with a certain aspect.
	 */
	static boolean have(@Nullable Object target, Predicate<Advisor> aspect) {
		Object inner = target;
		while (inner instanceof Advised proxy) {
			for (Advisor advisor : proxy.getAdvisors()) {
				if (aspect.test(advisor)) {
					return true;
				}
			}
			inner = AopProxyUtils.getSingletonTarget(inner);
		}
		return false;
	}

}
