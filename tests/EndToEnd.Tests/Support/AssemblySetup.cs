using EndToEnd.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Stage))]
[assembly: Parallelization(Mode = ParallelMode.None)]
