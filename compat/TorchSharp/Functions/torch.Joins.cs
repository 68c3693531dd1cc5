namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var list = new HandleList(tensors);
        Tensor result = Native.torch_cat(list.Handles, list.Count, dim);
        list.KeepAlive();
        return result;
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var list = new HandleList(tensors);
        Tensor result = Native.torch_stack(list.Handles, list.Count, dim);
        list.KeepAlive();
        return result;
    }

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Native.torch_where(condition, x, y);
}
