using BenchmarkDotNet.Running;
using SystemUser.AspNetCore.Benchmarks.Memory;

return args switch
{
    ["memory"] => MemoryReport.Run(),
    _ => BenchmarkSwitcher.FromAssembly(typeof(MemoryReport).Assembly).Run(args).Any() ? 0 : 1,
};
