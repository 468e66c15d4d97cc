package io.breaker.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import io.breaker.BreakerRegistry;
import io.breaker.config.TimeSource;
import io.breaker.spring.http.AnswerReader;
import io.breaker.spring.http.HttpFailureRules;
import io.breaker.spring.http.RestClientAnswers;
import io.breaker.spring.http.WebClientAnswers;

/**
 * Auto-configuration of what the answers of HTTP callees mean.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerHttpAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HttpFailureRules breakerHttpFailureRules(ObjectProvider<AnswerReader> readers, ObjectProvider<TimeSource> time) {
		return new HttpFailureRules(readers.orderedStream().toList(), time.getIfAvailable(TimeSource::system));
	}

	/**
	 * {@code RestClient} and {@code RestTemplate}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientResponseException.class)
	static final class RestClients {

		@Bean
		@ConditionalOnMissingBean
		RestClientAnswers breakerRestClientAnswers() {
			return new RestClientAnswers();
		}

	}

	/**
	 * {@code WebClient}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientResponseException.class)
	static final class WebClients {

		@Bean
		@ConditionalOnMissingBean
		WebClientAnswers breakerWebClientAnswers() {
			return new WebClientAnswers();
		}

	}

}
