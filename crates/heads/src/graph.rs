//! The encoder with its linear heads, as one graph.

use crate::Error;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::{AsView, Layout, NdTensor, Tensor};
use std::{
    borrow::Cow,
    sync::{Arc, Mutex},
};

const INPUT: &str = "input_ids";
const OUTPUTS: [&str; 4] = ["hidden", "statement_tags", "filler_tags", "window"];

/// What the graph says of one window: rows of values, one a piece, the special ones included.
pub struct Window {
    pub hidden: Vec<f32>,
    pub statement_tags: Vec<f32>,
    pub filler_tags: Vec<f32>,
    /// Of the whole window: whether it tells of an incident, and of which kinds, as logits.
    pub kinds: Vec<f32>,
}

pub struct Graph {
    model: Model,
    input: NodeId,
    outputs: [NodeId; 4],
    /// Pools of one thread each, lent to a window at a time: windows run side by side, never in each other's threads.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Graph {
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match bytes {
            Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            Cow::Owned(bytes) => options.load(bytes),
        };
        let model =
            model.map_err(|error| Error::new(format!("the encoder cannot be read: {error}")))?;
        let node = |name: &str| {
            model.node_id(name).map_err(|_| Error::new(format!("the encoder has no {name}")))
        };
        let input = node(INPUT)?;
        let outputs = [node(OUTPUTS[0])?, node(OUTPUTS[1])?, node(OUTPUTS[2])?, node(OUTPUTS[3])?];
        Ok(Self { model, input, outputs, pools: Mutex::default() })
    }

    /// Runs one window. One at a time, whatever else there is: int8 takes its range over all that
    /// runs together, so that a window beside others would come out otherwise.
    pub fn run(&self, ids: &[i32]) -> Result<Window, Error> {
        let broken =
            |what: &dyn std::fmt::Display| Error::new(format!("the encoder failed: {what}"));
        let tensor = NdTensor::from_data([1, ids.len()], ids.to_vec());
        let feed = vec![(self.input, tensor.view().into())];
        let pool = self.lend();
        let options = RunOptions::default().with_thread_pool(Some(pool.clone()));
        let run = self.model.run(feed, &self.outputs, Some(options));
        self.pools.lock().expect("no thread panics while it holds the pools").push(pool);
        let values = run.map_err(|error| broken(&error))?;
        let mut rows = values.into_iter().map(|value: Value| -> Result<Vec<f32>, Error> {
            let tensor: Tensor<f32> = value.try_into().map_err(|_| broken(&"not 32-bit floats"))?;
            Ok(if tensor.is_contiguous() { tensor.into_data() } else { tensor.to_vec() })
        });
        let mut next = || rows.next().unwrap_or_else(|| Err(broken(&"an output is missing")));
        Ok(Window {
            hidden: next()?,
            statement_tags: next()?,
            filler_tags: next()?,
            kinds: next()?,
        })
    }

    fn lend(&self) -> Arc<ThreadPool> {
        let free = self.pools.lock().expect("no thread panics while it holds the pools").pop();
        free.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }
}
