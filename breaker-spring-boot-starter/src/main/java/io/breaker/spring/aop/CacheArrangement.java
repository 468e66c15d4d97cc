package io.breaker.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.cache.interceptor.AbstractCacheInvoker;
import org.springframework.core.Ordered;

import io.breaker.BreakerRegistry;

/**
 * Puts caches between a breaker and its fallbacks, on beans that have both: first the
 * fallback, then the cache, then the breaker. So a cached answer is served while the
 * breaker is open and is counted as no call, and the answer of a fallback is never kept
 * by the cache.
 * <p>
 * Runs after every other post-processor with an order, once all that was to be added to a
 * proxy is there.
 *
 * @since 0.1.0
 */
public final class CacheArrangement implements SmartInstantiationAwareBeanPostProcessor {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	private final boolean moves;

	/**
	 * Creates the arrangement. Nothing is asked of the suppliers before a guarded method
	 * of a bean with a cache is called.
	 * @param methods finds the guarded methods
	 * @param registry holds the breakers
	 * @param moves whether caches that come after the breaker are moved before it, unless
	 * they were given an order of their own
	 */
	public CacheArrangement(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry, boolean moves) {
		this.methods = methods;
		this.registry = registry;
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
		if (bean instanceof Advised proxy && !proxy.isFrozen()) {
			for (Advisor advisor : proxy.getAdvisors()) {
				if (advisor instanceof BreakerAdvisor breaker && breaker.isWhole()) {
					arrange(proxy, breaker);
				}
			}
		}
		return bean;
	}

	private void arrange(Advised proxy, BreakerAdvisor breaker) {
		int place = proxy.indexOf(breaker);
		List<Advisor> after = new ArrayList<>();
		int first = place;
		for (Advisor advisor : proxy.getAdvisors()) {
			if (advisor.getAdvice() instanceof AbstractCacheInvoker) {
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
		proxy.replaceAdvisor(breaker, breaker.with(new InnerGuard(this.methods, this.registry)));
		for (int i = 0; i < after.size(); i++) {
			proxy.addAdvisor(place + i, after.get(i));
		}
		proxy.addAdvisor(first, breaker.with(new OuterFallback(this.methods, this.registry)));
	}

	private static boolean isWithoutOrder(Advisor advisor) {
		return !(advisor instanceof Ordered ordered) || ordered.getOrder() == Ordered.LOWEST_PRECEDENCE;
	}

}
