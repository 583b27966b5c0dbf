using EndToEnd.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Stages))]
// Two at once keep two cores busy: a test and its browser take turns.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
