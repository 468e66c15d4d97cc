package io.breaker.spring.aop;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at every bean, those that are made later included: what cannot be guarded as
 * written is refused now.
 */
final class BeanInspection {

	private final ConfigurableListableBeanFactory beans;

	private final GuardedMethods methods;

	private final Interception interception;

	BeanInspection(ConfigurableListableBeanFactory beans, GuardedMethods methods) {
		this.beans = beans;
		this.methods = methods;
		boolean proxies = beans.getBeanNamesForType(BreakerAdvisor.class, true, false).length > 0;
		this.interception = proxies ? new ProxyInterception(beans, methods) : new WeavingInterception();
	}

	/**
	 * Looks at all beans. Of those that are made later, all of a class are alike.
	 * @return what is worth a warning, each once
	 */
	Set<String> inspect() {
		Set<String> warnings = new TreeSet<>();
		Set<Class<?>> seen = new HashSet<>();
		for (String name : this.beans.getBeanDefinitionNames()) {
			Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
			if (bean instanceof FactoryBean<?>) {
				bean = null;
			}
			Class<?> type = (bean != null) ? AopUtils.getTargetClass(bean) : this.beans.getType(name, false);
			boolean known = bean == null && type != null && !seen.add(type);
			if (type != null && !known && !BeanTypes.isOfSpring(type)) {
				warnings.addAll(inspect(name, ClassUtils.getUserClass(type), bean));
			}
		}
		return warnings;
	}

	private List<String> inspect(String name, Class<?> type, @Nullable Object bean) {
		this.interception.checkPlaces(type, bean);
		List<GuardedMethod> guarded = guarded(type, bean);
		return guarded.isEmpty() ? List.of() : this.interception.check(name, type, bean, guarded);
	}

	/**
	 * Finds the guarded methods. What an interface lacks, the class of a bean that is
	 * made later may have; it is looked at then.
	 */
	private List<GuardedMethod> guarded(Class<?> type, @Nullable Object bean) {
		try {
			return this.methods.of(type);
		}
		catch (InvalidGuardException ex) {
			if (bean == null && Modifier.isAbstract(type.getModifiers())) {
				return List.of();
			}
			throw ex;
		}
	}

}
