using BenchmarkDotNet.Running;
using SystemUser.AspNetCore.Benchmarks.Hosts;
using SystemUser.AspNetCore.Benchmarks.Load;
using SystemUser.AspNetCore.Benchmarks.Memory;
using SystemUser.AspNetCore.Benchmarks.Portal;
using SystemUser.AspNetCore.Benchmarks.Sample;
using SystemUser.AspNetCore.Benchmarks.Sandbox;

return args switch
{
    ["load", .. var options] => await LoadScenario.RunAsync(options),
    ["load-server", var way] => await LoadServer.RunAsync(Enum.Parse<Way>(way)),
    ["hosts"] => await HostsScenario.RunAsync(),
    ["hosts-server"] => await HostServer.RunAsync(),
    ["memory"] => await MemoryReport.RunAsync(),
    ["portal"] => await PortalReport.RunAsync(),
    ["aapnekrav"] => await SampleReport.RunAsync(AapneKravReport.MeasureAsync),
    ["klienter"] => await SampleReport.RunAsync(KlienterReport.MeasureAsync),
    ["sandbox"] => await SandboxReport.RunAsync(),
    _ => BenchmarkSwitcher.FromAssembly(typeof(MemoryReport).Assembly).Run(args).Any() ? 0 : 1,
};
