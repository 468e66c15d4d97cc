package io.breaker.spring.aop;

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
	 * Looks at all beans.
	 * @return what is worth a warning, each once
	 */
	Set<String> inspect() {
		Set<String> warnings = new TreeSet<>();
		for (String name : this.beans.getBeanDefinitionNames()) {
			Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
			if (bean instanceof FactoryBean<?>) {
				bean = null;
			}
			Class<?> type = (bean != null) ? AopUtils.getTargetClass(bean) : this.beans.getType(name, false);
			if (type != null && !type.getName().startsWith("org.springframework.")) {
				warnings.addAll(inspect(name, ClassUtils.getUserClass(type), bean));
			}
		}
		return warnings;
	}

	private List<String> inspect(String name, Class<?> type, @Nullable Object bean) {
		this.interception.checkPlaces(type, bean);
		List<GuardedMethod> guarded = this.methods.of(type);
		return guarded.isEmpty() ? List.of() : this.interception.check(name, type, bean, guarded);
	}

}
