package io.breaker.spring.autoconfigure;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.breaker.BreakerRegistry;
import io.breaker.spring.web.RejectedCallResolver;

/**
 * Auto-configuration of the answer to rejected calls in Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ HandlerExceptionResolver.class, HttpServletResponse.class })
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerWebMvcAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RejectedCallResolver breakerRejectedCallResolver() {
		return new RejectedCallResolver();
	}

}
