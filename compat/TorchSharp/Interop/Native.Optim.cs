using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint torch_sgd(ReadOnlySpan<nint> parameters, int count);

    [LibraryImport(Library)]
    internal static partial nint torch_adam(ReadOnlySpan<nint> parameters, int count);

    [LibraryImport(Library)]
    internal static partial nint torch_adamw(ReadOnlySpan<nint> parameters, int count);

    [LibraryImport(Library)]
    internal static partial nint torch_rmsprop(ReadOnlySpan<nint> parameters, int count);

    [LibraryImport(Library)]
    internal static partial void torch_optim_dispose(nint self);

    [LibraryImport(Library)]
    internal static partial int torch_sgd_step(
        nint self, double lr, double momentum, double dampening, double weightDecay, Flag nesterov, Flag maximize);

    [LibraryImport(Library)]
    internal static partial int torch_adam_step(
        nint self,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        Flag amsgrad,
        Flag maximize);

    [LibraryImport(Library)]
    internal static partial int torch_adamw_step(
        nint self,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        Flag amsgrad,
        Flag maximize);

    [LibraryImport(Library)]
    internal static partial int torch_rmsprop_step(
        nint self,
        double lr,
        double alpha,
        double eps,
        double weightDecay,
        double momentum,
        Flag centered,
        Flag maximize);

    [LibraryImport(Library)]
    internal static partial int torch_optim_zero_grad(nint self);

    [LibraryImport(Library)]
    internal static partial nint torch_optim_state(nint self, Tensor parameter, int index);

    [LibraryImport(Library)]
    internal static partial void torch_optim_clear_state(nint self, Tensor parameter);

    [LibraryImport(Library)]
    internal static partial int torch_optim_set_state(
        nint self,
        Tensor parameter,
        int index,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? value);

    [LibraryImport(Library)]
    internal static partial long torch_optim_step_count(nint self, Tensor parameter);

    [LibraryImport(Library)]
    internal static partial int torch_optim_set_step_count(nint self, Tensor parameter, long value);
}
