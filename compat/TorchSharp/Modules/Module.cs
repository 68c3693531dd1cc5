using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Layers, losses and what belongs to them.</summary>
    public static partial class nn
    {
        /// <summary>The base of all layers: a tree of parameters, buffers and modules with names.</summary>
        public partial class Module : IDisposable
        {
            private readonly Dictionary<string, Parameter> _parametersByName = [];
            private readonly Dictionary<string, (Tensor Tensor, bool Persistent)> _buffersByName = [];
            private readonly Dictionary<string, Module> _modulesByName = [];
            private bool _componentsRegistered;
            private bool _training = true;

            protected string name;

            protected Module(string name) => this.name = name;

            public virtual bool training => _training;

            public virtual string GetName() => name;

            /// <summary>Registers the parameters, buffers and modules that the fields of the class hold.</summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered) return;
                _componentsRegistered = true;
                const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                foreach (FieldInfo field in GetType().GetFields(Fields))
                {
                    string component = field.Name;
                    switch (field.GetValue(this))
                    {
                        case Module module when !_modulesByName.ContainsKey(component):
                            register_module(component, module);
                            break;
                        case Parameter parameter when !_parametersByName.ContainsKey(component):
                            register_parameter(component, parameter);
                            break;
                        case TorchSharp.Modules.Parameter:
                            break;
                        case Tensor tensor when !_buffersByName.ContainsKey(component):
                            register_buffer(component, tensor);
                            break;
                    }
                }
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                DemandFree(name, _parametersByName.ContainsKey(name));
                if (param is not null) _parametersByName.Add(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                DemandFree(name, _buffersByName.ContainsKey(name));
                if (tensor is not null) _buffersByName.Add(name, (tensor, persistent));
            }

            public virtual void register_module(string name, Module submodule)
            {
                DemandFree(name, _modulesByName.ContainsKey(name));
                if (submodule is null) return;
                submodule.RegisterComponents();
                _modulesByName.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            protected void ClearModules() => _modulesByName.Clear();

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (Module module in children()) module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? grad = parameter.grad;
                    if (grad is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else grad.fill_(0);
                }
            }

            /// <summary>Calls <paramref name="fn"/> with every module of the tree, the innermost first.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module module in children()) module.apply(fn);
                fn(this);
                return this;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (Parameter parameter in _parametersByName.Values) parameter.Dispose();
                foreach ((Tensor tensor, _) in _buffersByName.Values) tensor.Dispose();
                foreach (Module module in _modulesByName.Values) module.Dispose();
            }

            private protected void ReplaceParameter(string name, Parameter? value)
            {
                if (value is null) _parametersByName.Remove(name);
                else _parametersByName[name] = value;
            }

            private static void DemandFree(string name, bool taken)
            {
                if (taken) throw new InvalidOperationException($"{name} is already registered.");
            }
        }
    }
}
