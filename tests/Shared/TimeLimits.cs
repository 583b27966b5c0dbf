using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(Tests.Shared.TimeLimits))]

namespace Tests.Shared;

/// <summary>Gives every test a time limit, so that one that hangs is red under its own name.</summary>
/// <remarks>The limit is far beyond what a test takes on the slowest machine; <c>[Fact(Timeout = …)]</c> sets another.</remarks>
public sealed class TimeLimits : XunitTestFramework
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(new XunitTestAssembly(assembly, configFilePath: null));

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override ValueTask<bool> FindTestsForMethod(
            IXunitTestMethod testMethod,
            ITestFrameworkDiscoveryOptions discoveryOptions,
            Func<ITestCase, ValueTask<bool>> discoveryCallback
        )
        {
            foreach (var fact in testMethod.FactAttributes.OfType<FactAttribute>().Where(one => one.Timeout == 0))
            {
                fact.Timeout = (int)Limit.TotalMilliseconds;
            }

            return base.FindTestsForMethod(testMethod, discoveryOptions, discoveryCallback);
        }
    }
}
