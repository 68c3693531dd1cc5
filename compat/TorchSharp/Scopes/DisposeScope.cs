namespace TorchSharp;

/// <summary>Owns the tensors that its thread makes while it is the innermost scope.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScope? outer) => Outer = outer;

    internal DisposeScope? Outer { get; }

    public int DisposablesCount => _disposables.Count;

    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            if (tensor.Scope == this) return;
            DisposeScopeManager.Statistics.TensorStatistics.AttachedToScopeCount++;
            tensor.Scope?._disposables.Remove(tensor);
        }

        Add(disposable);
    }

    public void Attach(params IDisposable[] disposables) => Array.ForEach(disposables, Attach);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] list = [.. disposables];
        Attach(list);
        return list;
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        if (Remove(disposable) && disposable is torch.Tensor)
            DisposeScopeManager.Statistics.TensorStatistics.DetachedFromScopeCount++;
        return disposable;
    }

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables) Detach(disposable);
    }

    /// <summary>Hands over to the scope around this one; without one the caller owns the object.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveTo(Outer, disposable);

    public (T1, T2) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables) MoveToOuter(disposable);
    }

    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable => MoveTo(scope, disposable);

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables) MoveTo(scope, disposable);
    }

    public void DisposeEverything() => DisposeEverythingBut((IEnumerable<IDisposable>)[]);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        IDisposable[] disposables = [.. _disposables];
        foreach (IDisposable disposable in disposables)
        {
            // A tensor takes itself out of the scope when it is disposed; other objects know nothing of it.
            if (kept.Contains(disposable)) continue;
            disposable.Dispose();
            _disposables.Remove(disposable);
        }
    }

    public void Dispose()
    {
        DisposeEverything();
        DisposeScopeManager.Close(this);
    }

    internal void Add(IDisposable disposable)
    {
        _disposables.Add(disposable);
        if (disposable is torch.Tensor tensor) tensor.Scope = this;
    }

    internal bool Remove(IDisposable disposable)
    {
        if (!_disposables.Remove(disposable)) return false;
        if (disposable is torch.Tensor tensor) tensor.Scope = null;
        return true;
    }

    private T MoveTo<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        if (scope is null) return Detach(disposable);
        if (Remove(disposable)) scope.Add(disposable);
        return disposable;
    }
}
