package io.breaker.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Puts breakers whose time the test drives into the context of a Spring test, of a slice
 * or of a whole application. The context gets a {@code ManualTime} and
 * {@code BreakerFaults}, both to be injected into the test.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureBreakers
 * class InventoryTests {
 *
 *     &#064;Autowired ManualTime time;
 *
 *     &#064;Autowired BreakerFaults faults;
 *
 *     &#064;Autowired BreakerRegistry breakers;
 *
 * }
 * </pre>
 *
 * With or without this annotation, every breaker is closed again before each test, see
 * {@link BreakerResetTestExecutionListener}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(BreakerAutoConfiguration.class)
@Import(ManualTimeConfiguration.class)
public @interface AutoConfigureBreakers {

}
