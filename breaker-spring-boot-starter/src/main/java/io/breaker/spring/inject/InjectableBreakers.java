package io.breaker.spring.inject;

import java.util.Collection;
import java.util.function.Function;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

import io.breaker.Breaker;

/**
 * Defines a bean for every breaker that has a name before the first one is made, because
 * it is configured or annotated: {@code @Qualifier("inventory") Breaker breaker}.
 * <p>
 * The beans are called {@code breaker.inventory}, so that none clashes with one of the
 * application. They are found by their qualifier only: a plain {@code Breaker} is never
 * injected by chance, and a breaker that the application defines as a bean of its own
 * wins. A breaker is made when it is injected.
 *
 * @since 0.1.0
 */
public final class InjectableBreakers implements BeanFactoryPostProcessor {

	static final String PREFIX = "breaker.";

	/** Known by name, since it need not be there. */
	private static final String NAMED = "jakarta.inject.Named";

	private final Function<ConfigurableListableBeanFactory, ? extends Collection<String>> names;

	/**
	 * Creates the post-processor.
	 * @param names finds the names without making a bean
	 */
	public InjectableBreakers(Function<ConfigurableListableBeanFactory, ? extends Collection<String>> names) {
		this.names = names;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		String[] supplies = beans.getBeanNamesForType(BreakerSupply.class, true, false);
		if (supplies.length > 0 && beans instanceof BeanDefinitionRegistry registry) {
			for (String name : this.names.apply(beans)) {
				if (!registry.containsBeanDefinition(PREFIX + name)) {
					registry.registerBeanDefinition(PREFIX + name, definition(supplies[0], name));
				}
			}
		}
	}

	/**
	 * Says at once what the bean is. Found out by reflection for each, it would make
	 * every search for beans by type slow.
	 */
	private RootBeanDefinition definition(String supply, String name) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(Breaker.class);
		definition.setFactoryBeanName(supply);
		definition.setFactoryMethodName("breaker");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setLazyInit(true);
		definition.setDefaultCandidate(false);
		definition.setFallback(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.addQualifier(new AutowireCandidateQualifier(NAMED, name));
		return definition;
	}

}
