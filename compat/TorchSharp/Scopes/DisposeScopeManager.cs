namespace TorchSharp;

/// <summary>The scopes that are open on each thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? t_innermost;

    [ThreadStatic]
    private static ThreadDisposeScopeStatistics? t_statistics;

    /// <summary>What the calling thread has made and disposed.</summary>
    public static ThreadDisposeScopeStatistics Statistics => t_statistics ??= new ThreadDisposeScopeStatistics();

    internal static DisposeScope Open() => t_innermost = new DisposeScope(t_innermost);

    internal static void Close(DisposeScope scope)
    {
        if (t_innermost == scope) t_innermost = scope.Outer;
    }

    internal static void Register(torch.Tensor tensor)
    {
        LifetimeStatistics statistics = Statistics.TensorStatistics;
        if (t_innermost is { } scope)
        {
            statistics.CreatedInScopeCount++;
            scope.Add(tensor);
        }
        else
        {
            statistics.CreatedOutsideScopeCount++;
        }
    }

    internal static void Forget(torch.Tensor tensor)
    {
        LifetimeStatistics statistics = Statistics.TensorStatistics;
        if (tensor.Scope is { } scope)
        {
            statistics.DisposedInScopeCount++;
            scope.Remove(tensor);
        }
        else
        {
            statistics.DisposedOutsideScopeCount++;
        }
    }
}
