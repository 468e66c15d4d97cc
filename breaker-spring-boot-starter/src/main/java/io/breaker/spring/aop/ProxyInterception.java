package io.breaker.spring.aop;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Looks whether the proxies of Spring are where they must be, and can see the calls.
 */
final class ProxyInterception implements Interception {

	private static final String REPLACED_BY_TESTS = "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

	private final ConfigurableListableBeanFactory beans;

	private final GuardedMethods methods;

	ProxyInterception(ConfigurableListableBeanFactory beans, GuardedMethods methods) {
		this.beans = beans;
		this.methods = methods;
	}

	@Override
	public void checkPlaces(Class<?> type, @Nullable Object bean) {
		if (!Proxy.isProxyClass(type)) {
			GuardablePlaces.refuseUnguardable(type, bean == null || !Proxy.isProxyClass(bean.getClass()));
		}
	}

	@Override
	public List<String> check(String name, Class<?> type, @Nullable Object bean, List<GuardedMethod> guarded) {
		List<String> warnings = new ArrayList<>(SelfCalls.past(type, this.methods));
		if (bean != null && !isProxied(bean)) {
			String fault = "@CircuitBreaker on " + guarded.get(0).describe() + " in " + type.getName()
					+ " has no effect: the bean '" + name + "' has no proxy";
			refuseWhatIsTooEarly(name, fault);
			if (!this.beans.containsBean(REPLACED_BY_TESTS)) {
				warnings.add(fault + ". It was not made by the container, or so early that nothing could proxy it.");
			}
		}
		return warnings;
	}

	/**
	 * Tells whether a bean is a proxy with the aspect. Into a foreign proxy nobody can
	 * look.
	 */
	private static boolean isProxied(Object bean) {
		if (bean instanceof Advised proxy) {
			return Stream.of(proxy.getAdvisors()).map(Advisor::getClass).anyMatch(BreakerAdvisor.class::equals);
		}
		return Proxy.isProxyClass(bean.getClass());
	}

	/**
	 * Refuses a bean that a post-processor needs, and that therefore was made before
	 * there were any proxies.
	 */
	private void refuseWhatIsTooEarly(String name, String fault) {
		for (Class<?> type : List.of(BeanPostProcessor.class, BeanFactoryPostProcessor.class)) {
			for (String processor : this.beans.getBeanNamesForType(type, true, false)) {
				if (needs(processor, name, new HashSet<>())) {
					throw new InvalidGuardException(
							fault + ", since the post-processor '" + processor + "' "
									+ (processor.equals(name) ? "is made before there are any" : "needs it too early"),
							"Let the post-processor ask for it later, through an ObjectProvider, or move the "
									+ "annotation to another bean.");
				}
			}
		}
	}

	private boolean needs(String bean, String needed, Set<String> seen) {
		return bean.equals(needed) || (seen.add(bean) && Stream.of(this.beans.getDependenciesForBean(bean))
			.anyMatch((dependency) -> needs(dependency, needed, seen)));
	}

}
