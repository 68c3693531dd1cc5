using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules applied one after the other.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules) append(name, module);
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index];

    internal static Sequential Of(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) => new(modules);

    public Sequential append(nn.IModule<Tensor, Tensor> module) =>
        append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        var layer = (nn.Module<Tensor, Tensor>)module;
        register_module(name, layer);
        _modules.Add(layer);
        return this;
    }

    /// <summary>The wrappers between the input and the result are disposed; gradients keep what they need.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (_modules.Count == 0) return tensor.alias();
        Tensor result = _modules[0].call(tensor);
        for (int i = 1; i < _modules.Count; i++)
        {
            using Tensor before = result;
            result = _modules[i].call(before);
        }

        return result;
    }
}
