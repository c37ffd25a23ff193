using System.Diagnostics;
using AgentPolicy.Packaging;
using AgentPolicy.Packaging.Checks;

// AgentPolicy.Packaging [TEXT] runs the checks whose name contains the text, by default all. Ends with "N passed, N failed".
var wanted = args.Length == 0 ? "" : args[0];
using var workspace = Workspace.Create();
var (passed, failed) = (0, 0);
foreach (var check in AllChecks.List.Where(check => check.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)))
{
    var time = Stopwatch.StartNew();
    var failure = check.FindFailure(workspace);
    Console.WriteLine($"{(failure is null ? "ok    " : "FAILED")} {check.Name} ({time.Elapsed.TotalSeconds:F0} s)");
    if (failure is not null)
        Console.WriteLine(failure);
    (passed, failed) = failure is null ? (passed + 1, failed) : (passed, failed + 1);
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 && passed > 0 ? 0 : 1;
