package io.breaker.spring.aop;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.cache.interceptor.AbstractCacheInvoker;
import org.springframework.core.Ordered;

/**
 * Puts caches between a breaker and its fallbacks, on beans that have both: first the
 * fallback, then the cache, then the breaker. So a cached answer is served while the
 * breaker is open and is counted as no call, and the answer of a fallback is never kept
 * by the cache. Where a bean has several proxies, this happens in the innermost one that
 * has a breaker; those around it leave breaker and cache to it.
 * <p>
 * Runs after every other post-processor with an order, once all that was to be added to a
 * proxy is there.
 *
 * @since 0.1.0
 */
public final class CacheArrangement implements SmartInstantiationAwareBeanPostProcessor {

	private final boolean moves;

	/**
	 * Creates the arrangement.
	 * @param moves whether caches that come after the breaker are moved before it, unless
	 * they were given an order of their own
	 */
	public CacheArrangement(boolean moves) {
		this.moves = moves;
	}

	@Override
	public Object getEarlyBeanReference(Object bean, String name) {
		return arrange(bean);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return arrange(bean);
	}

	private Object arrange(Object bean) {
		Object layer = bean;
		while (layer instanceof Advised proxy) {
			Object target = AopProxyUtils.getSingletonTarget(proxy);
			if (!proxy.isFrozen()) {
				arrange(proxy, target);
			}
			layer = target;
		}
		return bean;
	}

	private void arrange(Advised proxy, @Nullable Object target) {
		boolean guardedInside = InnerProxies.haveBreaker(target);
		for (Advisor advisor : proxy.getAdvisors()) {
			if (guardedInside) {
				leaveToInside(proxy, advisor, target);
			}
			else if (advisor instanceof BreakerAdvisor breaker && breaker.isWhole()) {
				arrange(proxy, breaker);
			}
		}
	}

	/**
	 * Removes a cache that would keep the answers of fallbacks, which are given inside.
	 */
	private static void leaveToInside(Advised proxy, Advisor advisor, @Nullable Object target) {
		if (isCache(advisor) && InnerProxies.have(target, advisor::equals)) {
			proxy.removeAdvisor(advisor);
		}
	}

	private void arrange(Advised proxy, BreakerAdvisor breaker) {
		int place = proxy.indexOf(breaker);
		List<Advisor> after = new ArrayList<>();
		int first = place;
		for (Advisor advisor : proxy.getAdvisors()) {
			if (isCache(advisor)) {
				int index = proxy.indexOf(advisor);
				first = Math.min(first, index);
				if (index > place && this.moves && isWithoutOrder(advisor)) {
					after.add(advisor);
				}
			}
		}
		if (first == place && after.isEmpty()) {
			return;
		}
		after.forEach(proxy::removeAdvisor);
		proxy.replaceAdvisor(breaker, breaker.withoutFallbacks());
		for (int i = 0; i < after.size(); i++) {
			proxy.addAdvisor(place + i, after.get(i));
		}
		proxy.addAdvisor(first, breaker.fallbacks());
	}

	private static boolean isCache(Advisor advisor) {
		return advisor.getAdvice() instanceof AbstractCacheInvoker;
	}

	private static boolean isWithoutOrder(Advisor advisor) {
		return !(advisor instanceof Ordered ordered) || ordered.getOrder() == Ordered.LOWEST_PRECEDENCE;
	}

}
