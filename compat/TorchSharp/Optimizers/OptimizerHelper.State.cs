using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract partial class OptimizerHelper
{
    /// <summary>The options, and views of the state of every parameter in the order of the groups.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (Parameter parameter in group.Parameters)
            {
                indices.Add(result.State.Count);
                result.State.Add(ReadState(group, parameter));
            }

            result.StateIndexRef.Add(indices);
        }

        return result;
    }

    /// <exception cref="ArgumentException">The dictionary is of other groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        Parameter[] parameters = [.. this.parameters()];
        if (state_dict.Options.Count != _parameter_groups.Count || state_dict.State.Count != parameters.Length)
            throw new ArgumentException(
                $"The state has {state_dict.Options.Count} groups and {state_dict.State.Count} parameters, " +
                $"but the optimizer has {_parameter_groups.Count} and {parameters.Length}.");

        int next = 0;
        for (int g = 0; g < _parameter_groups.Count; g++)
        {
            _parameter_groups[g].Options.LoadStateDict(state_dict.Options[g]);
            foreach (Parameter parameter in _parameter_groups[g].Parameters)
                WriteState(_parameter_groups[g], parameter, state_dict.State[next++]);
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        using DisposeScope scope = NewDisposeScope();
        StateDictionary state = state_dict();
        writer.Write(GetType().Name);
        TensorFormat.WriteNumber(writer, state.Options.Count);
        TensorFormat.WriteNumber(writer, state.State.Count);
        foreach (OptimizerOptions options in state.Options) options.SaveStateDict(writer);
        foreach (OptimizerState entry in state.State)
        {
            if (entry.StepCount is { } count) writer.Write(count);
            for (int i = 0; i < entry.Tensors.Length; i++)
            {
                Tensor? tensor = entry.Tensors[i];
                if (i >= entry.RequiredTensors) writer.Write(tensor is not null);
                if (tensor is not null) TensorFormat.Write(tensor, writer);
            }
        }
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">The file is of another optimizer.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        using DisposeScope scope = NewDisposeScope();
        string name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");

        StateDictionary state = state_dict();
        long groups = TensorFormat.ReadNumber(reader), parameters = TensorFormat.ReadNumber(reader);
        if (groups != state.Options.Count || parameters != state.State.Count)
            throw new InvalidDataException(
                $"The file has {groups} groups and {parameters} parameters, " +
                $"but the optimizer has {state.Options.Count} and {state.State.Count}.");

        foreach (OptimizerOptions options in state.Options) options.LoadStateDict(reader);
        foreach (OptimizerState entry in state.State)
        {
            if (entry.StepCount is not null) entry.StepCount = reader.ReadInt64();
            var tensors = new Tensor?[entry.Tensors.Length];
            for (int i = 0; i < tensors.Length; i++)
                tensors[i] = i < entry.RequiredTensors || reader.ReadBoolean() ? TensorFormat.Read(reader) : null;
            entry.Tensors = tensors;
        }

        load_state_dict(state);
    }

    private OptimizerState ReadState(ParamGroup group, Parameter parameter)
    {
        OptimizerState state = NewState(parameter);
        var tensors = new Tensor?[state.Tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            nint handle = Native.torch_optim_state(group.Optimizer, parameter, i);
            tensors[i] = handle != 0 ? new Tensor(handle) : i < state.RequiredTensors ? parameter.zeros_like() : null;
        }

        state.Tensors = tensors;
        if (state.StepCount is not null)
            state.StepCount = Native.torch_optim_step_count(group.Optimizer, parameter);
        return state;
    }

    private static void WriteState(ParamGroup group, Parameter parameter, OptimizerState state)
    {
        Tensor?[] tensors = state.Tensors;

        bool fresh = state.StepCount is { } steps ? steps == 0 : Array.TrueForAll(tensors, tensor => tensor is null);
        if (fresh)
        {
            // LibTorch makes the state of a parameter at its first step, and would not complete a partial one.
            Native.torch_optim_clear_state(group.Optimizer, parameter);
            return;
        }

        using IDisposable _ = no_grad();
        for (int i = 0; i < tensors.Length; i++)
        {
            using Tensor? copy = tensors[i]?.to(parameter.dtype, parameter.device, copy: true);
            Native.Check(Native.torch_optim_set_state(group.Optimizer, parameter, i, copy));
        }

        if (state.StepCount is { } count)
            Native.Check(Native.torch_optim_set_step_count(group.Optimizer, parameter, count));
    }
}
